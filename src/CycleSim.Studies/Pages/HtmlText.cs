using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace CycleSim.Studies.Pages;

/// <summary>Elements of a page, one after the other. Texts are encoded, so that no name of a layer can become markup.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _text = new();

    internal HtmlText Heading(string text) => Raw("<h2>").Text(text).Raw("</h2>\n");

    internal HtmlText Note(string text) => Raw("<p class=\"note\">").Text(text).Raw("</p>\n");

    /// <summary>Names with their values.</summary>
    internal HtmlText List(params IEnumerable<(string Name, string Value)> items)
    {
        Raw("<dl>\n");
        foreach ((string name, string value) in items)
            Raw("<dt>").Text(name).Raw("</dt><dd>").Text(value).Raw("</dd>\n");
        return Raw("</dl>\n");
    }

    /// <summary>A bar whose parts are shares of the whole, and a table of them with the sum below.</summary>
    /// <param name="title">Head of the first column.</param>
    /// <param name="unit">Head of the second.</param>
    /// <param name="parts">Name, value and colour of each part; parts of 0 are left out.</param>
    /// <param name="format">Writes a value.</param>
    internal HtmlText Shares(
        string title, string unit, IReadOnlyCollection<(string Name, double Value, string Colour)> parts, Func<double, string> format)
    {
        double whole = parts.Sum(part => part.Value);
        (string Name, double Value, string Colour)[] shown = [.. parts.Where(part => part.Value > 0)];
        Raw("<div class=\"bar\">");
        foreach ((string name, double value, string colour) in shown)
        {
            Raw($"<div style=\"width:{Percent(value / whole)}%;background:{colour}\" title=\"")
                .Text($"{name}: {Percent(value / whole)} %").Raw("\"></div>");
        }

        Raw("</div>\n<table>\n<tr><th>").Text(title).Raw("</th><th>").Text(unit).Raw("</th><th>%</th></tr>\n");
        foreach ((string name, double value, string colour) in shown)
        {
            Raw($"<tr><td><span class=\"key\" style=\"background:{colour}\"></span>").Text(name).Raw("</td><td>").Text(format(value))
                .Raw($"</td><td>{Percent(value / whole)}</td></tr>\n");
        }

        return Raw("<tr class=\"sum\"><td>total</td><td>").Text(format(whole)).Raw("</td><td>100</td></tr>\n</table>\n");
    }

    /// <summary>A table; the first column is text, and a column named "" is a bar of its number from 0 to 1.</summary>
    internal HtmlText Table(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows, bool hasSum = false)
    {
        IReadOnlyList<string>[] all = [.. rows];
        Raw("<table>\n<tr>");
        foreach (string head in heads)
            Raw("<th>").Text(head).Raw("</th>");
        Raw("</tr>\n");
        for (int index = 0; index < all.Length; index++)
        {
            Raw(hasSum && index == all.Length - 1 ? "<tr class=\"sum\">" : "<tr>");
            for (int column = 0; column < heads.Count; column++)
                Cell(heads[column].Length == 0, all[index][column]);
            Raw("</tr>\n");
        }

        return Raw("</table>\n");
    }

    /// <summary>Elements side by side, below each other on a narrow screen.</summary>
    internal HtmlText Columns(params IEnumerable<HtmlText> columns)
    {
        Raw("<div class=\"two\">\n");
        foreach (HtmlText column in columns)
            Raw("<div>").Raw(column.ToString()).Raw("</div>\n");
        return Raw("</div>\n");
    }

    /// <summary>What is shown after a click.</summary>
    internal HtmlText Details(string summary, HtmlText content) =>
        Raw("<details><summary>").Text(summary).Raw("</summary>\n").Raw(content.ToString()).Raw("</details>\n");

    /// <summary>Markup as it is.</summary>
    internal HtmlText Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    public override string ToString() => _text.ToString();

    private HtmlText Text(string text) => Raw(HtmlEncoder.Default.Encode(text));

    private void Cell(bool isBar, string text)
    {
        if (isBar)
            Raw($"<td class=\"cut\" style=\"text-align:left\"><span class=\"share\" style=\"width:{text}%\"></span></td>");
        else
            Raw("<td>").Text(text).Raw("</td>");
    }

    private static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture);
}
