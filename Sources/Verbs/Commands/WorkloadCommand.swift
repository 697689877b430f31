import CostModel
import Language
import Notebook
import Planning
import Units
import Words

extension Command<Session> {
    static let workloadRuntime = Command(
        "workload runtime", synonyms: ["runtime", "框架默认值"],
        abstract: say(en: "Lists what a runtime does by default, and where that is from.", zh: "列出推理框架的默认行为及其出处。"),
        discussion: say(
            en: """
                Of the runtime that is set, or of the one that is named, on the loaded chip: chunk, running requests, memory, the
                order in a step, waiting, formats and kernels. What config set fixes itself holds instead, and is marked.
                """,
            zh: """
                列出已设置或所指定的框架在已载入芯片上的默认值：分块、最大运行数、内存、单步内的次序、等待、格式与内核。\
                用 config set 自行设置的项优先，并有标注。
                """),
        arguments: .runtime, examples: ["workload runtime", "workload runtime vllm"]
    ) { (context: Context, runtime: Runtime?) throws(Diagnostic) -> Outcome in
        var scenario = context.session.draft
        if let runtime { scenario.workload.runtime = runtime }
        return Outcome(nil, RuntimeText.list(scenario, context.session))
    }

    static let workloadShow = Command(
        "workload show", aliases: ["workload"],
        abstract: say(en: "Shows the lengths of the sequences.", zh: "显示负载的序列长度。"),
        examples: ["workload show"]
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        CatalogueVerb.show(.workload, context.session.draft)
    }

    static let workloadLoad = Command(
        "workload load", synonyms: ["trace"],
        abstract: say(en: "Takes lengths, rate and prefixes from recorded requests.", zh: "从请求记录中获取长度、速率和前缀。"),
        discussion: say(
            en: """
                The file has a time, a prompt and an answer for each request: CSV or JSON lines, such as those of Azure
                (TIMESTAMP, ContextTokens, GeneratedTokens) and of Mooncake (timestamp in milliseconds, input_length,
                output_length, hash_ids, by which prompts share prefixes). Means and spreads are set: input, input_cv, output,
                output_cv, rate, arrival_cv, prefix, prefix_hit. 'simulate --trace FILE' plays the requests themselves.
                """,
            zh: """
                文件为每条请求给出时间、输入和输出：CSV 或 JSON 行，例如 Azure（TIMESTAMP、ContextTokens、GeneratedTokens）\
                和 Mooncake（timestamp，单位毫秒，input_length、output_length，以及表示提示词共享前缀的 hash_ids）的记录。\
                据此设置均值和离散程度：input、input_cv、output、output_cv、rate、arrival_cv、prefix、prefix_hit。\
                “simulate --trace FILE”则回放这些请求。
                """),
        arguments: .traceFile, examples: []
    ) { (context: Context, path: Spanned<String>) throws(Diagnostic) -> Outcome in
        let trace = try TraceFile.read(path, context)
        let settings = TraceSummary(trace).settings
        let (session, lines) = CatalogueVerb.set(
            settings.map { Assignment(parameter: $0.parameter, value: $0.value, span: path.span, name: path.span) },
            context.session)
        let span = (trace.requests.last?.arrival ?? 0) - (trace.requests.first?.arrival ?? 0)
        let remarks = session.workload.serving == .static ? [WorkloadWords.rateNeedsServing] : []
        return CatalogueVerb.outcome(
            session, [WorkloadWords.traced(trace.requests.count, seconds: span)] + lines + remarks,
            of: settings.map(\.parameter))
    }

    static let workloadSet = Command(
        "workload set", synonyms: ["负载", "设置负载"],
        abstract: say(en: "Changes the lengths of the sequences.", zh: "修改负载的序列长度。"),
        discussion: say(
            en: """
                Decode is evaluated with a context of input + output / 2 tokens. With a rate requests come at their own times and
                queue, when serving is agg or disagg: rate=50, rate=3000/min. Short forms: input=lognormal(4000,0.6) is input=4000
                input_cv=0.6; arrivals=poisson is arrival_cv=1, arrivals=even is 0; prefix=90% is so much of input. Or users send
                a request, wait for the answer, think and send the next: users=2000 think=30s takes the place of a rate.
                With a runtime its defaults hold for what is not set ('workload runtime' lists them with their origins); releases
                differ where a note of theirs says so: runtime=vllm runtime_version=0.18. Loads of experts may be a FILE with a
                count or a share for each (CSV or JSON; one line or list a layer); their spread is kept: spread:0.83.
                """,
            zh: """
                Decode 按 input + output / 2 个 token 的上下文评估。设置了速率且 serving 为 agg 或 disagg 时，\
                请求按各自的时间到达并排队：rate=50、rate=3000/min。简写：input=lognormal(4000,0.6) 即 input=4000 input_cv=0.6；\
                arrivals=poisson 即 arrival_cv=1，arrivals=even 即 0；prefix=90% 即输入的 90 %。\
                也可由用户发出请求、等待回答、思考后再发下一条：users=2000 think=30s 取代速率。
                设置框架后，未设置的项按该框架的默认值（“workload runtime”列出默认值及出处）；各版本仅在其说明有据时不同：\
                runtime=vllm runtime_version=0.18。expert_load 可以是一个 FILE，给出每个专家的次数或占比（CSV 或 JSON，\
                每层一行或一个列表），保留其离散程度：spread:0.83。
                """),
        arguments: .assignments(.workload),
        examples: [
            "workload set input 4096", "workload set input=4096 output=1024",
            "workload set serving=agg rate=50/s input=lognormal(4000,0.6) output=lognormal(1000,0.8)",
            "workload set runtime=vllm expert_load=power:1.01",
        ]
    ) { (context: Context, assignments: [Assignment]) throws(Diagnostic) -> Outcome in
        let (session, lines) = CatalogueVerb.set(assignments, context.session)
        if session.workload.phase == .prefill, session.workload.fresh < 1 {
            let blamed = assignments.last { DivisibilityRule.prefixWithinInput.parameters.contains($0.parameter.name) }
            throw DivisibilityWords.diagnostic(
                .prefixWithinInput, session.draft, at: (blamed ?? assignments.last)?.span)
        }
        let setsServing = assignments.contains { $0.parameter.name == "serving" }
        let setsPhase = setsServing || assignments.contains { $0.parameter.name == "phase" }
        let isSplit = setsPhase && session.workload.phase == .decode && session.deployment.sp > 1
        let remarks =
            (isSplit ? [DivisibilityWords.remark(.sequenceParallelDecode, session.draft)] : [])
            + unserved(assignments, session.workload)
            + Unheeded.remarks(on: assignments, context.session, session)
            + (setsServing ? session.idlePrefillChip : [])
            + RuntimeText.remarks(on: assignments, session)
        return CatalogueVerb.outcome(session, lines + remarks, of: assignments.map(\.parameter))
    }

    /// What is said of a load that is set where nothing serves it.
    private static func unserved(_ assignments: [Assignment], _ workload: Workload) -> [String] {
        guard workload.serving == .static else { return [] }
        let names = Set(assignments.map(\.parameter.name))
        let setsRate = names.contains("rate") && workload.rate > 0
        let setsUsers = workload.hasThinkers && !names.isDisjoint(with: ["users", "think"])
        return setsUsers ? [WorkloadWords.usersNeedServing] : setsRate ? [WorkloadWords.rateNeedsServing] : []
    }
}
