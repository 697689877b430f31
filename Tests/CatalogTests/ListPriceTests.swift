import CostModel
import Testing

@testable import Catalog

/// Rents of the catalogue: each says whose list it is from, where that stands and when it was read.
@Suite struct ListPriceTests {
    private var listed: [CatalogEntry<Chip>] { Catalog.chips.filter { $0.value.price > 0 } }

    @Test func someChipsHaveOne() {
        #expect(Set(listed.map(\.name)).isSuperset(of: ["h100", "h200", "b200", "a100", "mi300x", "mi325x"]))
        #expect(Catalog.chips.allSatisfy { $0.value.capex == 0 })
    }

    @Test func eachHasASourceAndADay() throws {
        let price = try #require(Parameter.named("price"))
        for entry in listed {
            let origin = entry.origin(of: price)
            #expect(entry.value.hasListPrice && entry.basis(of: price) == .published, "\(entry.name)")
            #expect(origin.hasPrefix("\(entry.value.price) \(entry.value.currency.symbol) an hour: "), "\(origin)")
            #expect(origin.contains("https://") && origin.contains(#/read on 2026-\d\d-\d\d$/#), "\(origin)")
            // An hour of a chip costs between a tenth of a dollar and twenty.
            #expect((0.1...20).contains(entry.value.price))
        }
        for entry in Catalog.chips where entry.value.price == 0 {
            #expect(!entry.value.hasListPrice && entry.basis(of: price) == .assumed, "\(entry.name)")
        }
    }

    @Test func aFileKeepsTheCurrencyOfItsPrices() throws {
        let chip = CatalogEntry<Chip>.h200.value.with { ($0.price, $0.currency, $0.hasListPrice) = (20, .cny, false) }
        let text = ChipFile.text(DescribedChip(name: "mine", title: "Mine", chip: chip), stamp: nil)
        let read = try ChipFile.parse(text).chip
        #expect(read.price == 20 && read.currency == .cny)
    }
}
