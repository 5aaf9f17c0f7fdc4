"""Lists in and out: CSV from other programs, CSV and vCard to them."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

import vocabularies as words
from accounts.forms import PlainHelper
from networking import bringing_in, catalogue, exports, importing, tables
from networking.forms import ContactSearch
from networking.models import Contact, ContactImport
from networking.views import read_or_post
from portfolio.files import clean_name

SHOWN = 20
CHOOSABLE = 100
WAYS = [
    (importing.MERGE, "Fill in what I do not have yet"),
    (importing.SKIP, "Leave them out"),
    (importing.ADD, "Add them as new people"),
]


class FileForm(forms.Form):
    file = forms.FileField(label="CSV file")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PlainHelper()

    def table(self):
        """The rows of the file. Raises `tables.NotATable`."""
        upload = self.cleaned_data["file"]
        if upload.size > tables.MAX_BYTES:
            raise tables.NotATable(tables.TOO_LARGE)
        return importing.without_empty_columns(tables.read(upload.read(), importing.KNOWN))


class BringInForm(forms.Form):
    """What to do with the rows: where they stand, and what becomes of those that are there already."""

    stage = forms.ChoiceField(label="Where do they stand?", choices=words.choices(catalogue.STAGES))
    source = forms.ChoiceField(
        label="How you found them",
        required=False,
        choices=[("", "Not said"), *words.choices(catalogue.SOURCES)],
    )
    duplicates = forms.ChoiceField(label="People you have already", choices=WAYS)
    leave_out = forms.BooleanField(label="Leave out the rows with problems", required=False)


@read_or_post
def contact_import(request):
    form = FileForm()
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        if request.META.get("UPLOAD_TOO_LARGE"):
            form.errors.pop("file", None)
            form.add_error("file", tables.TOO_LARGE)
        elif form.is_valid():
            try:
                table = form.table()
            except tables.NotATable as problem:
                form.add_error("file", str(problem))
            else:
                return redirect(_keep(request, form.cleaned_data["file"].name, table))
    return render(
        request,
        "networking/contact_import.html",
        {
            "form": form,
            "waiting": ContactImport.objects.owned_by(request.user).defer("rows"),
            "max_rows": tables.MAX_ROWS,
            "max_mb": tables.MAX_BYTES >> 20,
        },
        status=422 if form.errors else 200,
    )


def _keep(request, name, table):
    ContactImport.objects.owned_by(request.user).delete()
    waiting = ContactImport(
        owner=request.user,
        file_name=clean_name(name),
        header=table.header,
        rows=table.rows,
        problems=table.problems,
        mapping=importing.guess(table.header),
    )
    waiting.save()
    return waiting


def _waiting(request, pk):
    return get_object_or_404(ContactImport.objects.owned_by(request.user), pk=pk)


@read_or_post
def import_preview(request, pk):
    waiting = _waiting(request, pk)
    form = BringInForm(initial=_usual(waiting))
    if request.method == "POST":
        form = BringInForm(request.POST)
        waiting.mapping = _mapping(request, waiting)
        waiting.save(update_fields=["mapping"])
        if request.POST.get("then") == "import" and form.is_valid():
            outcome = bringing_in.bring_in(
                waiting,
                by=request.user,
                stage=form.cleaned_data["stage"],
                source=form.cleaned_data["source"],
                duplicates=form.cleaned_data["duplicates"],
                chosen=_chosen(request),
                leave_out_problems=form.cleaned_data["leave_out"],
            )
            if outcome is not None:
                messages.success(request, _in_words(outcome))
                return redirect("networking:contact_list")
            messages.error(request, "Nothing was imported. Settle the rows with problems, or leave them out.")
    return _preview(request, waiting, form)


def _usual(waiting):
    """LinkedIn's list is of people one is connected with."""
    is_linkedin = {"connected on", "position"} <= {name.casefold() for name in waiting.header}
    return {
        "stage": "connected" if is_linkedin else "identified",
        "source": "linkedin" if is_linkedin else "",
        "duplicates": importing.MERGE,
    }


def _mapping(request, waiting):
    """What was chosen for each column; a target chosen twice counts once."""
    taken, mapping = set(), []
    for n in range(len(waiting.header)):
        slug = request.POST.get(f"column_{n}", waiting.mapping[n])
        slug = slug if slug in importing.BY_SLUG and slug not in taken else ""
        taken.add(slug)
        mapping.append(slug)
    return mapping


def _chosen(request):
    ways = {way for way, _ in WAYS}
    return {
        int(name.removeprefix("row_")): value
        for name, value in request.POST.items()
        if name.startswith("row_") and name[4:].isdecimal() and len(name) < 12 and value in ways
    }


def _preview(request, waiting, form):
    found = bringing_in.candidates_of(waiting, request.user)
    faulty = [(one.row, " ".join(one.problems)) for one in found if one.problems]
    problems = sorted([*((row, sentence) for row, sentence in waiting.problems), *faulty])
    repeats = [one for one in found if one.same_as]
    known = (
        Contact.objects.owned_by(request.user)
        .select_related("organization")
        .in_bulk([one.same_as for one in repeats[:CHOOSABLE]])
    )
    good = [one for one in found if not one.problems]
    examples = [cells for _, cells in waiting.rows[:3]]
    return render(
        request,
        "networking/import_preview.html",
        {
            "waiting": waiting,
            "form": form,
            "columns": [
                {
                    "number": n,
                    "heading": heading,
                    "target": waiting.mapping[n],
                    "examples": [cells[n] for cells in examples if cells[n]],
                }
                for n, heading in enumerate(waiting.header)
            ],
            "targets": importing.target_choices(),
            "rows": [one for one in good if not one.same_as and not one.same_row][:SHOWN],
            "new_count": sum(not one.same_as and not one.same_row for one in good),
            "repeats": [(one, known[one.same_as]) for one in repeats[:CHOOSABLE]],
            "repeat_count": len(repeats),
            "again": [one for one in good if one.same_row and not one.same_as][:SHOWN],
            "again_count": sum(bool(one.same_row and not one.same_as) for one in good),
            "problems": problems[:CHOOSABLE],
            "problem_count": len(problems),
            "total": len(found) + len(waiting.problems),
            "ways": WAYS,
            "a_day": bringing_in.A_DAY,
        },
        status=422 if form.errors else 200,
    )


def _in_words(outcome):
    counts = {"added": outcome.added, "filled in": outcome.merged, "left out": outcome.left_out}
    said = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    return f"{said}." if said else "There was nothing to import."


@require_POST
def import_cancel(request, pk):
    _waiting(request, pk).delete()
    messages.success(request, "Nothing was imported, and the uploaded rows are gone.")
    return redirect("networking:contact_import")


@require_safe
def import_template(request):
    return _download(exports.empty_csv(), "text/csv; charset=utf-8", "contacts-to-fill-in.csv")


def _download(data, content_type, name):
    return HttpResponse(
        data,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Robots-Tag": "noindex"},
    )


@require_safe
def contact_export(request):
    """Everybody, or only those the list shows now."""
    search = ContactSearch(request.GET)
    mine = Contact.objects.owned_by(request.user).select_related("organization")
    found = search.order(search.apply(mine, request.user.today()) if search.is_narrowed else mine)
    wanted = request.GET.get("as", "")
    if wanted not in {"csv", "vcf"}:
        query = request.GET.copy()
        query.pop("as", None)
        return render(
            request,
            "networking/contact_export.html",
            {"count": found.count(), "is_narrowed": search.is_narrowed, "query": query.urlencode()},
        )
    contacts = list(found)
    for contact in contacts:
        contact.owner = request.user
    if wanted == "csv":
        return _download(exports.as_csv(contacts), "text/csv; charset=utf-8", "contacts.csv")
    return _download(exports.as_vcards(contacts), "text/vcard; charset=utf-8", "contacts.vcf")
