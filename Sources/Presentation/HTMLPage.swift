import Text
import Units

/// A web page that needs no network and fits a phone and paper.
public enum HTMLPage {
    /// Fonts of prose; a page may hold Chinese whatever its language.
    public static let fonts =
        "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', 'Noto Sans', 'Noto Sans CJK SC', 'Noto Sans SC', "
        + "'PingFang SC', 'Microsoft YaHei', sans-serif"
    /// Fonts of what stands in columns.
    public static let fixedFonts =
        "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', 'Noto Sans CJK SC', 'PingFang SC', "
        + "'Microsoft YaHei', monospace"

    /// A page around a body.
    ///
    /// - Parameters:
    ///   - title: what a browser calls it.
    ///   - style: rules beside those that all pages have.
    ///   - body: the elements.
    public static func text(title: String, style: String = "", body: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="\(Tongue.current == .chinese ? "zh-CN" : "en")">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(HTMLTable.escaped(title))</title>
        <style>
        \(common)
        \(style)</style>
        </head>
        <body>
        \(body)</body>
        </html>

        """
    }

    private static let common = """
        :root { color-scheme: light dark; }
        body { font: 16px/1.45 \(fonts); max-width: 72rem; margin: 0 auto; padding: 0 1rem 3rem; }
        h1 { font-size: 1.3rem; }
        pre { font: 14px/1.4 \(fixedFonts); white-space: pre-wrap; overflow-wrap: anywhere; margin: .4rem 0; }
        .table { overflow-x: auto; }
        table { border-collapse: collapse; font-size: 14px; font-variant-numeric: tabular-nums; margin: .4rem 0; }
        th, td { padding: .2rem .6rem; border-bottom: 1px solid #8885; text-align: left; vertical-align: top; }
        th, td:not(.long) { word-break: keep-all; }
        .long { min-width: 14rem; }
        caption { text-align: left; color: color-mix(in srgb, currentColor 70%, transparent); }
        """
}
