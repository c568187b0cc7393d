"""The components of the window, after ``look.md``, and how to use them.

A page
    page = Page("Mietzinsgrenzwerte 2027", "Frist 31.12.2026", back=navigator.back)
    page.head.set_actions(
        buttons.button("&Erinnern …", self.remind, icon="mail"),
        primary=buttons.button("Rückmeldungen &einlesen …", self.read, icon="download", primary=True),
        more=[buttons.action("Formulare erstellen …", self.make_forms, key="Ctrl+E")],
    )
    page.add_tools(SegmentedBar(segments), labels.secondary("noch 10 Tage", wrap=False))
    page.add_tools(chip_bar, FilterInput(model))    # first widget gets the room, None is a stretch
    page.set_content(widget)                        # scroll=True for forms and texts
    page.set_bar(ActionBar(buttons.button("8 erfassen", …, primary=True)))
    page.show_notice("…", buttons.link("Neu laden", reload)); page.clear_notice()

A list (rows are frozen; every text is made once, when rows are set)
    model = RowsModel([Column(title="Stand", text=lambda row: …, symbol=lambda row: "overdue",
                              sort_key=lambda row: …, stretch=True), …], key=lambda row: row.bfs_number)
    model.set_rows(rows); model.set_search("mut"); model.set_keep(lambda row: row.late)
    table = TableView(model, "Gemeinden"); table.sort_by("Gemeinde"); table.select_first()
    table.current_row_changed / opened / ticked;  table.menu_for = lambda row: [buttons.action(…)]
    pane = ListPane(table, ("Gemeinde", "Gemeinden")); pane.export_requested (TableText)
    split = ListDetail(pane); split.set_detail(detail(detail_head(…), Tabs([…]), Facts([…])))
    A table inside a detail: TableView(model, name, lead=0, row=28), then table.fit_height().
    For files: ListColumn, list_content (list_columns). Tabs of a detail: Part, PartTable (parts), HistoryPart.

A form
    inputs: TextInput, TextArea, PasswordInput, Choice, SuggestedInput, RadioChoice, Tick (inputs)
            AmountInput (Rappen), NumberInput, DateInput                    (typed)
            MunicipalityInput, MunicipalitiesInput (BFS numbers)            (municipalities)
    form = Form()
    form.add("valid_from", Field("&Gültig ab", DateInput(), hint="Zum Beispiel 24.11.2026"))
    form.values(); form.set_values({…}); form.is_dirty(); form.changed
    form.show_findings(findings) → findings whose field is not in the form
    two columns: layouts.Columns(left, right); amounts with findings beside: FormTable
    page content: layouts.box(layouts.column(ErrorSummary(form), form["valid_from"], …))

A dialog
    class AddPerson(Dialog): builds self.form and self.body; ``check()`` → findings; ``run()`` → bool
    class JoinDialog(CommandDialog): ``put(key, field, needed="…")``; ``act()`` → use case, command;
        ``present()`` shows it; what the use case refuses stands beside the fields

Questions, files, errors
    messages.ask(self, "…?", "…", action="Verwerfen"); messages.inform(…)
    file_prompts.open_files(self, "…", "Excel (*.xlsx)")
    errors.show(self, error, form=form, reload=self.reload)      # as ``failed=`` of the desk
    announce(widget, "8 erfasst.")

Texts: ``labels``; rows and columns: ``layouts.row(a, None, b)``; symbols: ``states``; icons: ``icons``.
Drawing by hand: ``theme.color("line")``, ``theme.font("small")``, ``theme.px(24)``; never a hex value.
Tests: ``messages.set_next_answer``, ``file_prompts.set_next_path``, ``accessibility.problems(page)``.
"""
