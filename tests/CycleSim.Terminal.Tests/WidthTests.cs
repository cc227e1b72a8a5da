namespace CycleSim.Terminal.Tests;

/// <summary>No line that people read is wider than a terminal, and nothing is left out for it.</summary>
[Collection("console")]
public sealed class WidthTests
{
    [Fact]
    public void A_table_that_fits_has_one_part()
    {
        var table = new TextTable(("layer", false), ("cycles", true));
        table.Add("conv1", "7");
        Assert.Equal(["  layer   cycles", "  conv1        7"], Lines(table.Print).Where((_, index) => index != 1));
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(12, 8)]
    [InlineData(30, 25)]
    [InlineData(9, 47)]
    public void A_wide_table_goes_on_below_with_the_names_of_its_rows(int numbers, int digits)
    {
        var table = new TextTable([("layer", false), ("pass", false), .. Enumerable.Range(0, numbers).Select(k => ($"n{k}", true))]);
        string[][] rows =
        [
            .. Enumerable.Range(0, 3).Select(row => (string[])
                [$"layer{row}", "forward", .. Enumerable.Range(0, numbers).Select(k => $"{row}{k}".PadLeft(digits, '9'))]),
        ];
        foreach (string[] row in rows)
            table.Add(row);
        string[] lines = Lines(table.Print);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, TextTable.MaxWidth));
        Assert.Equal(0, lines.Length % 5);
        int parts = lines.Length / 5;
        for (int row = 0; row < rows.Length; row++)
        {
            string[] cells =
            [
                .. Enumerable.Range(0, parts).SelectMany(part =>
                {
                    string[] words = lines[5 * part + 2 + row].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                    Assert.Equal(rows[row][..2], words[..2]);
                    return words[2..];
                }),
            ];
            Assert.Equal(rows[row][2..], cells);
        }

        // Not more parts than needed: the next column would not have fitted.
        Assert.Equal(parts, (int)Math.Ceiling(numbers / Math.Floor((TextTable.MaxWidth - 9 - 10 - 1) / (digits + 3.0))));
    }

    [Fact]
    public void Numbers_before_the_name_of_a_row_are_part_of_it()
    {
        var table = new TextTable(("size", true), ("memory", false), ("a", true), ("b", true));
        table.Add("1", "sram", new string('7', 60), new string('8', 60));
        string[] lines = Lines(table.Print);
        Assert.Equal(["1", "sram"], lines[2].Split(' ', StringSplitOptions.RemoveEmptyEntries)[..2]);
        Assert.Equal(["1", "sram", new string('8', 60)], lines[5].Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData(76, 1)]
    [InlineData(77, 2)]
    public void A_table_of_full_width_has_one_part(int digits, int parts)
    {
        // 4, 10 and so many characters, three for each column and one at the end.
        var table = new TextTable(("name", false), ("first of a", true), ("second b", true));
        table.Add("conv", "1", new string('7', digits));
        string[] lines = Lines(table.Print);
        Assert.Equal(3 * parts, lines.Length);
        Assert.InRange(lines.Max(line => line.Length), 1, TextTable.MaxWidth);
        Assert.Single(lines, line => line.Contains("first of a", StringComparison.Ordinal));
        Assert.Single(lines, line => line.Contains("second b", StringComparison.Ordinal));
    }

    [Fact]
    public void A_long_text_at_the_end_is_wrapped_and_complete()
    {
        string text = string.Join(' ', Enumerable.Range(0, 80).Select(k => $"word{k}"));
        var table = new TextTable(("number", true), ("meaning", false));
        table.Add("1", text);
        string[] lines = Lines(table.Print);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, TextTable.MaxWidth));
        Assert.Equal($"1 {text}", string.Join(' ', lines[2..].SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
    }

    [Fact]
    public void A_row_has_no_more_cells_than_columns()
    {
        var table = new TextTable(("layer", false));
        Assert.Throws<ArgumentException>(() => table.Add("conv1", "7"));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("")]
    [InlineData("  indented\nand a second line")]
    public void A_short_text_is_printed_as_it_is(string text) =>
        Assert.Equal(text.Split('\n'), Text(() => ProseText.Print(text)).TrimEnd('\r', '\n').Split(Environment.NewLine));

    [Fact]
    public void A_long_text_goes_on_in_the_next_line()
    {
        string word = new('x', TextTable.MaxWidth + 7);
        string text = $"  {string.Join(' ', Enumerable.Range(0, 60).Select(k => $"word{k}"))} {word} end";
        string[] lines = Lines(() => ProseText.Print(text));
        Assert.All(lines, line => Assert.True(line.Length <= TextTable.MaxWidth || line.Trim() == word, line));
        Assert.All(lines[1..], line => Assert.StartsWith("    ", line, StringComparison.Ordinal));
        Assert.Equal(text.Trim(), string.Join(' ', lines.Select(line => line.Trim())));
    }

    private static string[] Lines(Action print) => Text(print).Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private static string Text(Action print)
    {
        TextWriter before = Console.Out;
        using var text = new StringWriter();
        Console.SetOut(text);
        try
        {
            print();
        }
        finally
        {
            Console.SetOut(before);
        }

        return text.ToString();
    }
}
