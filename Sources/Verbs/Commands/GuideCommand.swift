import Language
import Notebook
import Units

extension Command<Session> {
    static let guide = Command(
        "guide", synonyms: ["wizard", "start", "plan", "向导"],
        abstract: say(en: "Leads through the five steps from a chip to a saved plan.", zh: "按五个步骤，从选择芯片引导到保存方案。"),
        discussion: say(
            en: """
                Chip and topology; search space; sweep; filter and rank; breakdown and save. Every question has a default,
                shows the rules of thumb in figures of the chip and model at hand, and takes back, skip, quit and help. The
                commands that answers stand for are shown, run and recorded as if they had been typed.
                """,
            zh: """
                依次为：芯片与网络拓扑、搜索空间与策略、批量评估、筛选与优选、耗时分析与保存。每个问题都有默认值，\
                并用当前芯片和模型的数字给出经验规则；每一步都可输入 back、skip、quit、help。\
                回答所对应的命令会显示、运行并记入会话，与手工输入相同。
                """),
        examples: [], isRecorded: false
    ) { (context: Context) throws(Diagnostic) -> Outcome in
        var outcome = Outcome()
        outcome.dialogue = Guide(files: context.environment.files)
        return outcome
    }
}
