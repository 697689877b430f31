import Catalog
import CostModel
import Presentation

extension Command {
    static let modelList = Command(
        "model list", synonyms: ["models"], abstract: "Lists the models of the catalogue.", examples: ["model list"]
    ) { (_: Context) throws(Diagnostic) -> Outcome in
        CatalogueVerb.list(Catalog.models, ValueText.summary)
    }

    static let modelLoad = Command(
        "model load", abstract: "Loads a model of the catalogue.",
        arguments: CatalogueVerb.name("model") { Catalog.models }, examples: ["model load deepseek-v3"]
    ) { (context: Context, entry: CatalogEntry<Model>) throws(Diagnostic) -> Outcome in
        var session = context.session
        let model = Loaded(name: entry.name, title: entry.title, value: entry.value)
        session.model = model
        return Outcome(session, say: ValueText.summary(model))
    }

    static let modelShow = Command(
        "model show", abstract: "Shows the model's size and every parameter of its shapes and precision.",
        examples: ["model show"]
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        let model = try context.session.requireModel()
        let value = model.value
        return CatalogueVerb.show(
            .model, context.session.draft,
            first: [
                (Table.Column("name", note: model.title), .text(model.name)),
                (
                    Table.Column("total_params", note: "Parameters, embedding and head included."),
                    .number(value.totalParameters)
                ),
                (
                    Table.Column("active_params", note: "Parameters that one token uses."),
                    .number(value.activeParameters)
                ),
                (
                    Table.Column("weight_bytes_total", note: "All weights as stored."),
                    .quantity(value.weightBytes, .bytes)
                ),
                (
                    Table.Column("kv_bytes_per_token", note: "KV cache of one token, all layers."),
                    .quantity(value.kvBytesPerToken, .bytes)
                ),
            ])
    }

    static let modelSet = Command(
        "model set", abstract: "Changes parameters of the model's shapes and precision.",
        arguments: .assignments(.model),
        examples: ["model set kv_precision bf16", "model set expert_precision=fp8 dispatch_precision=fp8"]
    ) { (context: Context, assignments: [Assignment]) throws(Diagnostic) -> Outcome in
        _ = try context.session.requireModel()
        let (session, lines) = CatalogueVerb.set(assignments, context.session)
        if let (rule, problem) = session.model.flatMap({ ModelRule.broken(by: $0.value) }) {
            let blamed = assignments.last { rule.parameters.contains($0.parameter.name) } ?? assignments.last
            throw Diagnostic(
                "there is no such model: \(problem)", at: blamed?.span,
                hint: "several can be set at once: model set experts=64 top_k=6")
        }
        return Outcome(session, lines.map { .line($0) })
    }
}
