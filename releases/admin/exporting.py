from exchange.admin.exporting import ExportMixin

from ..resources import ReleaseResource


class ReleaseExportMixin(ExportMixin):
    export_resource = ReleaseResource

    def get_actions(self, request):
        """Releases leave the list one by one, by their own forms; together they only leave as a file."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions
