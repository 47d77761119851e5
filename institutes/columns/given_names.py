"""Frequent first names, folded: behind another word, as in “Dupont Jean”, they may be one all the same."""

from common.characters import normalise

_GIVEN_NAMES = """
    adele adrien agathe agnes alain albert alexandra alexandre alexis alice aline amandine amelie ana
    anais andre andrea anna anne annie antoine antonio arnaud arthur astrid aurelie aurelien axel
    bastien beatrice benedicte benjamin benoit bernard bertrand brigitte bruno camille carine carla
    carlos carole caroline catherine cecile celine chantal charles charlotte chloe christelle christian
    christine christophe claire clara claude claudine clemence clement colette coralie corinne cyril
    damien daniel danielle david delphine denis didier dominique edouard elena eleonore elisa elisabeth
    elise elodie eloise emilie emma emmanuel emmanuelle eric estelle etienne eva fabien fabienne fabrice
    fanny fatima felix florence florent florian francis francois francoise frederic frederique gabriel
    gabrielle genevieve georges gerard gilbert gilles guillaume guy helene henri herve hubert hugo ines
    irene isabelle jacqueline jacques jean jeanne jeremie jeremy jerome joel john jose joseph josephine
    juan jules julia julie julien juliette karim karine laetitia laura laure laurence laurent lea leila
    leon lionel lisa loic louis louise luc lucas lucie lucien ludovic madeleine manon marc marcel
    margaux maria marianne marie marine marion marlene marta martin martine mary mathieu mathilde
    matthieu maud maurice max maxime melanie michel michele mireille mohamed monique muriel myriam nadia
    nadine natacha nathalie nicolas nicole noemie olga olivia olivier pascal pascale patrice patricia
    patrick paul paula pauline peter philippe pierre quentin rachel raphael raymond regine regis remi
    renaud rene richard robert roger roland romain rose sabine samuel sandra sandrine sara sarah
    sebastien serge severine simon simone solene sonia sophie stephane stephanie suzanne sylvain sylvie
    tatiana theo theodore therese thibault thierry thomas tom valerie vanessa vera veronique victor
    victoria vincent virginie viviane xavier yann yannick yasmine yves yvette yvonne zoe
"""
GIVEN_NAMES = frozenset(_GIVEN_NAMES.split())


def is_given_name(name: str) -> bool:
    """Jean, and Jean-Marc for its first part."""
    return normalise(name).partition(" ")[0] in GIVEN_NAMES
