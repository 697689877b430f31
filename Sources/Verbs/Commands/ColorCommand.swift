import Language
import Notebook
import Presentation
import Units
import Words

extension Command<Session> {
    static let color = Command(
        "color", aliases: ["colour"], synonyms: ["colors", "colours", "theme", "hint", "ghost", "颜色", "彩色", "配色"],
        abstract: say(
            en: "Turns colour on or off, and with it the hint below the line and the offer behind it.",
            zh: "打开或关闭颜色，以及行下的提示和行后的历史建议。"),
        discussion: say(
            en: """
                'auto', which a shell begins with, leaves it to the terminal and to NO_COLOR; 'on' ignores NO_COLOR. A terminal
                that is dumb, a file and a pipe have no colour. It is not recorded; what every shell begins with stands in the
                startup file ('help rc').
                """,
            zh: """
                初始为“auto”，由终端和 NO_COLOR 决定；“on”忽略 NO_COLOR。dumb 终端、文件和管道没有颜色。\
                此设置不记录；每次启动都要用的设置写在启动文件中（“help rc”）。
                """),
        arguments: .choice("WHEN", { @Sendable (choice: ColourChoice) in StepWords.colour(choice) }),
        examples: ["color off", "color auto"], isRecorded: false
    ) { (context: Context, choice: ColourChoice) throws(Diagnostic) -> Outcome in
        DefinitionText.define(context, StepWords.colour(choice)) { $0.colour = choice }
    }
}
