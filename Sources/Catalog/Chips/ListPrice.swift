import CostModel

/// The rent of a chip for an hour, as somebody lists it: with the page and the day on which it was read.
struct ListPrice: Sendable {
    /// Per chip and hour.
    let hour: Double
    let currency: Currency
    /// Who lists it, the address of the page, and where it was written down.
    let source: String
    /// The day on which it was read.
    let date: String

    /// What `arch show` and `explain` say of it.
    private var text: String { "\(hour) \(currency.symbol) an hour: \(source), read on \(date)" }
    /// Its origin.
    var origin: Origin { Origin("price", "price_in", "list_price", from: text) }

    /// Secure cloud of RunPod on demand, a large lister of single chips.
    static func runPod(_ hour: Double, in copy: String, on date: String) -> ListPrice {
        ListPrice(
            hour: hour, currency: .usd, source: "RunPod on demand, https://www.runpod.io/pricing (copy: \(copy))",
            date: date)
    }

    /// A company that rents out AMD's chips on demand, as a study of their rents quotes it.
    static func quoted(_ hour: Double, of company: String) -> ListPrice {
        ListPrice(
            hour: hour, currency: .usd,
            source: "\(company) on demand, quoted in https://www.cliffcenter.com/research/amd-inference-economics",
            date: "2026-05-18")
    }

    /// Price lists as others wrote them down.
    enum Copy {
        static let receipts = "https://github.com/datareceipts/data-receipts, 109-gpu-pricing"
        static let plans = "https://github.com/api-evangelist/runpod, plans"
        static let history = "https://huggingface.co/datasets/privum/ai-compute-prices"
    }
}
