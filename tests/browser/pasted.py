"""HTML as programs put it on the clipboard, what the editor makes of it, and what it reports."""

FILE = "/files/01234567-89ab-cdef-0123-456789abcdef/portrait.jpg"
P = '<p class=MsoNormal style="margin:0cm">'
LIST = "<p class=MsoListParagraph style='margin-left:36pt;text-indent:-18pt;mso-list:l0 level{} lfo{}'>"
MARK = (
    "<![if !supportLists]><span><span style='mso-list:Ignore'>{}<span>&nbsp;&nbsp; </span></span></span>"
    "<![endif]>"
)


def item(level, run, marker, words):
    return f"{LIST.format(level, run)}{MARK.format(marker)}{words}<o:p></o:p></p>\n"


GOOGLE = (
    "<h2>Grand titre Docs</h2>"
    "<p>Une phrase <strong>en gras</strong><em> puis en italique</em> soulignée<sup>3</sup> et "
    '<a href="https://www.example.org/" rel="noopener">un lien</a>.</p>'
    "<ul><li><p>Point un</p><ul><li><p>Sous-point un-un</p></li></ul></li><li><p>Point deux</p></li></ul>"
    '<ol start="4"><li><p>Quatrième</p></li><li><p>Cinquième</p></li></ol>'
    "<h3>Titre deux Docs</h3>"
    "<table><tbody><tr><td><p>A1</p></td><td><p>B1</p></td></tr>"
    "<tr><td><p>A2</p></td><td><p></p></td></tr></tbody></table>"
    "<hr><p>Après le filet.</p>"
)
NOTES = (
    "<p>La baisse est de 40&nbsp;%<sup>[1]</sup> depuis 2015.</p>"
    "<p>Le texte nouveau inséré demeure.</p>"
    "<p><sup>[1]</sup> Source&nbsp;: rapport annuel.</p>"
)
PICTURES = "<p>Avant l’image.</p><p>Entre deux mots.</p><p>Image seule :</p><p>Après.</p>"
LISTS = (
    "<p>Trois chantiers&nbsp;:</p>"
    "<ul><li><p>Sobriété des réseaux</p><ul><li><p>Mesure des usages</p>"
    "<ul><li><p>Relevé des compteurs</p></li></ul></li></ul></li><li><p>Logiciel libre</p></li></ul>"
    "<p>Puis, dans l’ordre&nbsp;:</p>"
    "<ol><li><p>Déposer</p></li><li><p>Relire</p>"
    '<ol data-type="lower-alpha" type="a"><li><p>Relire la légende</p></li></ol></li>'
    "<li><p>Publier</p></li></ol>"
    "<p>Fin.</p>"
)
FILES = {
    "gdocs.html": (GOOGLE, ["AD_4nXcX” is on another site"]),
    "word_foot.html": (
        NOTES,
        ["comment is left out: “Remarque interne, à ne", "tracked changes is left out: “ancien"],
    ),
    "word_img.html": (
        PICTURES,
        [
            "“Courbe des usages” is on your computer",
            "caption “Figure 1 – Légende de l’image”",
            "“pastille” is embedded in the text itself",
            "“distante” is on another site",
            "“logo” is embedded in the text itself",
            "caption “Légende de figure”",
        ],
    ),
    "word_lists.html": (LISTS, []),
}
SNIPPETS = {
    "Word, bold and italic by style": (
        (
            f'{P}<b style="mso-bidi-font-weight:normal">a</b> <span style="font-weight:bold">b</span> '
            '<i><span style="font-style:normal">c</span></i> <span style="font-style:italic">d</span></p>'
        ),
        "<p><strong>a</strong> <strong>b</strong> c <em>d</em></p>",
    ),
    "Word, superscript by style": (
        (
            f'{P}m<span style="position:relative;vertical-align:super">2</span> '
            'CO<span style="vertical-align:sub">2</span></p>'
        ),
        "<p>m<sup>2</sup> CO<sub>2</sub></p>",
    ),
    "bold of a class": (
        (
            "<style><!-- p.p1 {margin:0} span.s1, .s2 {font-weight: bold} .s3{font-style:italic} -->"
            '</style><p class="p1"><span class="s1">a</span> <span class="s3 s2">b</span></p>'
        ),
        "<p><strong>a</strong> <strong><em>b</em></strong></p>",
    ),
    "LibreOffice": (
        (
            '<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 7.4"/>'
            '<style type="text/css">'
            "p { line-height: 115% } a:link { color: #000080 }</style></head>"
            '<body lang="fr-FR" dir="ltr"><h1 class="western">Titre</h1>'
            '<p style="line-height: 100%"><span style="font-weight: bold">Gras</span>, '
            '<span style="font-style: italic"><span style="font-weight: normal">italique</span></span>, '
            '10<sup>3</sup><sup><a class="sdfootnoteanc" name="sdfootnote1anc" '
            'href="#sdfootnote1sym">1</a></sup>.</p>'
            '<ol start="3"><li><p>trois</p><ul><li><p>puce</p></li></ul></li></ol>'
            '<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" '
            'href="#sdfootnote1anc">1</a> Note.</p></div></body></html>'
        ),
        (
            "<h2>Titre</h2><p><strong>Gras</strong>, <em>italique</em>, 10<sup>31</sup>.</p>"
            '<ol start="3"><li><p>trois</p><ul><li><p>puce</p></li></ul></li></ol>'
            "<p>1 Note.</p>"
        ),
    ),
    "headings of Word": (
        (
            "<p class=MsoTitle>Titre</p><h1>Un</h1><h2><span style='font-weight:bold'>Deux</span></h2>"
            "<h4>Quatre</h4>"
            "<p class=MsoHeading7>Sept</p><p class=Style1 style='mso-outline-level:2'>Plan</p>"
        ),
        "<h2>Titre</h2><h2>Un</h2><h3>Deux</h3><h3>Quatre</h3><h3>Sept</h3><h3>Plan</h3>",
    ),
    "headings without a first level": ("<h2>Deux</h2><h3>Trois</h3>", "<h2>Deux</h2><h3>Trois</h3>"),
    "numbered heading of Word": (
        f"<h2 style='mso-list:l1 level1 lfo3'>{MARK.format('2.')}Résultats</h2>",
        "<h2>2. Résultats</h2>",
    ),
    "list that goes on at 3": (
        item(1, 1, "3.", "trois") + item(1, 1, "4.", "quatre"),
        '<ol start="3"><li><p>trois</p></li><li><p>quatre</p></li></ol>',
    ),
    "list of Roman numbers": (
        item(1, 1, "i)", "un") + item(1, 1, "ii)", "deux"),
        '<ol data-type="lower-roman" type="i"><li><p>un</p></li><li><p>deux</p></li></ol>',
    ),
    "letters past h": (
        item(1, 1, "h)", "huit") + item(1, 1, "i)", "neuf"),
        '<ol data-type="lower-alpha" start="8" type="a"><li><p>huit</p></li><li><p>neuf</p></li></ol>',
    ),
    "Roman numbers past iv": (
        item(1, 1, "iv.", "quatre") + item(1, 1, "v.", "cinq"),
        '<ol data-type="lower-roman" start="4" type="i"><li><p>quatre</p></li><li><p>cinq</p></li></ol>',
    ),
    "two lists one after the other": (
        item(1, 1, "·", "puce") + item(1, 2, "1.", "un"),
        "<ul><li><p>puce</p></li></ul><ol><li><p>un</p></li></ol>",
    ),
    "Word on the web": (
        "".join(
            f'<div class="ListContainerWrapper SCXW1"><{tag} role="list" start="{start}">'
            f'<li data-listid="1" data-aria-level="{level}" role="listitem"><p class="Paragraph">'
            f'<span class="TextRun"><span style="font-weight:{weight}">{words}</span></span>'
            '<span class="EOP">&nbsp;</span></p></li>'
            f"</{tag}></div>"
            for tag, start, level, weight, words in (
                ("ol", 2, 1, "normal", "deux"),
                ("ul", 1, 2, "bold", "sous"),
                ("ol", 3, 1, "normal", "trois"),
            )
        ),
        (
            '<ol start="2"><li><p>deux</p>'
            "<ul><li><p><strong>sous</strong></p></li></ul></li>"
            "<li><p>trois</p></li></ol>"
        ),
    ),
    "headings and an insertion of Word on the web": (
        (
            '<p class="Paragraph" role="heading" aria-level="1"><span class="TextRun">Titre</span></p>'
            '<p class="Paragraph" role="heading" aria-level="2">Partie</p><p class="Paragraph">Un '
            '<span class="TextRun TrackChangeTextInsertion TrackedChange"><span>mot</span></span></p>'
        ),
        "<h2>Titre</h2><h3>Partie</h3><p>Un mot</p>",
    ),
    "list in a cell": (
        f"<table><tr><td>{item(1, 1, '–', 'a')}{item(2, 1, 'o', 'b')}</td></tr></table>",
        "<table><tbody><tr><td><ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul></td></tr></tbody></table>",
    ),
    "comment of Word around its words": (
        (
            f"{P}Un <a style='mso-comment-reference:CM_1;mso-comment-date:20261120T1011'>mot</a>"
            "<span class=MsoCommentReference><a class=msocomanchor href='#_msocom_1'>[CM1]</a></span>"
            " commenté.</p>"
        ),
        "<p>Un mot commenté.</p>",
    ),
    "blank of Chrome": ("<p>a<span>&nbsp;</span>b</p>", "<p>a b</p>"),
    "lines as they stand": ("<pre>un\n  deux</pre>", "<p>un<br>deux</p>"),
    "definitions": ("<dl><dt>a</dt><dd>b</dd></dl>", "<p>a</p><p>b</p>"),
    "title of a table": (
        "<table><caption>T</caption><tr><th style='font-weight:bold'>1</th></tr></table>",
        "<p>T</p><table><tbody><tr><th><p>1</p></th></tr></tbody></table>",
    ),
    "bold paragraph": (
        '<p style="font-weight:700">a</p><b><p>b</p></b>',
        "<p><strong>a</strong></p><p><strong>b</strong></p>",
    ),
    "links": (
        '<p><a href="www.example.org">a</a> <a href="presse@example.org">b</a> <a href="#x">c</a></p>',
        (
            '<p><a href="https://www.example.org" rel="noopener">a</a> '
            '<a href="mailto:presse@example.org" rel="noopener">b</a> c</p>'
        ),
    ),
    "own picture with its host": (
        f'<figure><img src="HOST{FILE}" alt="x"><figcaption>y</figcaption></figure>',
        f'<figure><img src="{FILE}" alt="x"><figcaption>y</figcaption></figure>',
    ),
}
LEFT = {
    "picture of a web page": (
        '<p>a<img src="https://autre.example/x.png"></p>',
        ["“x.png” is on another site"],
    ),
    "picture on a disk": ('<p>a<img src="C:\\x\\carte.png"></p>', ["“carte.png” is on your computer"]),
    "hidden text": (
        '<p>a<span style="display:none">secret</span></p>',
        ["Hidden text is left out: “secret”"],
    ),
    "hidden text of Word": ("<p>a<span style='mso-hide:all'>secret</span></p>", ["“secret”"]),
    "link that is a script": (
        '<p><a href="javascript:go()">a</a></p>',
        ["“javascript:go()” is not an address"],
    ),
    "link to a disk": ('<p><a href="file:///C:/x.docx">a</a></p>', ["The link of “a” is removed"]),
    "video": ('<p>a</p><iframe src="https://video.example/1"></iframe>', ["“https://video.example/1”"]),
    "struck out": ("<p>a<s>b</s></p>", ["Struck-out text is kept as plain text: “b”"]),
    "deletion of Word on the web": (
        (
            '<p class="Paragraph"><span class="TextRun">a</span><span class="TextRun '
            'TrackChangeTextDeletion TrackedChange"><span class="NormalTextRun">secret</span></span></p>'
        ),
        ["tracked changes is left out: “secret”"],
    ),
    "comment of Google": (
        (
            '<p>a<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup></p>'
            '<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>À revoir</span></p></div>'
        ),
        ["comment is left out: “À revoir”"],
    ),
}
