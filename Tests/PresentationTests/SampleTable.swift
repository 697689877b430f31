import Presentation

/// Tables that hold what breaks careless renderers.
enum SampleTable {
    static let awkward = Table(
        columns: [
            Table.Column("name", heading: "名称", alignment: .left),
            Table.Column("rate", heading: "rate", unit: "GB/s", places: 1),
            Table.Column("size", alignment: .right),
            Table.Column("note", alignment: .left),
        ],
        rows: [
            [.text("算能"), .number(16.25), .quantity(64e9, .bytes), .text("a, b")],
            [.text("x"), .number(0.1), .missing, .text("say \"hi\" | bye")],
            [.text("two\nlines"), .missing, .quantity(0.59e-6, .time), .text("")],
        ])

    static let record = Table(
        columns: [
            Table.Column("名", note: "Its name."), Table.Column("tpot_ms", unit: "ms", places: 1, note: "One step."),
            Table.Column("plain"),
        ],
        rows: [[.text("算能"), .number(96.14), .missing]], isRecord: true)
}
