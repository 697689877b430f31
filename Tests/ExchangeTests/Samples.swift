import Presentation
import Units

@testable import Exchange

/// Tables that hold what breaks careless writers.
enum Samples {
    static var sheets: [Sheet] {
        [
            Sheet(
                "plans",
                Table(
                    columns: [
                        Table.Column("row", places: 0),
                        Table.Column("tps", places: 1, note: "A rate.", dataUnit: "tokens/s"),
                        Table.Column("config.batch"), Table.Column("fits"), Table.Column("na\"me", alignment: .left),
                        Table.Column("chip_id"),
                    ],
                    rows: [
                        [
                            .number(1), .number(104.25), .quantity(8, .count), .flag(true), .text("算能, \"x\""),
                            .number(1),
                        ],
                        [.number(2), .number(.infinity), .missing, .flag(false), .text("=1+1\u{1B}"), .missing],
                    ]), keys: ["row": .own, "chip_id": .of("chips")]),
            Sheet(
                "chips",
                Table(
                    columns: [Table.Column("id"), Table.Column("name", alignment: .left)],
                    rows: [[.number(1), .text("a<b>&c")]]), keys: ["id": .own]),
        ]
    }
}
