namespace CycleSim.Terminal.Tests;

[Collection("console")]
public sealed class TextOutputTests
{
    [Fact]
    public void A_table_is_plain_text_without_trailing_blanks() => Assert.Equal(
        "  name   value\n────────────────\n  [b]x       1\n  y         22\n",
        Printed(() =>
        {
            var table = new TextTable(("name", false), ("value", true));
            table.Add("[b]x", "1");
            table.Add("y", "22");
            table.Print();
        }));

    [Fact]
    public void Long_text_arrives_whole_and_once()
    {
        string text = new('x', 100_000);
        string printed = Printed(() =>
        {
            using var buffered = new BufferedText();
            buffered.Write(text);
            buffered.Write('y');
            buffered.WriteLine();
        });
        Assert.Equal(text + "y\n", printed);
    }

    [Fact]
    public void Progress_is_silent_where_there_is_no_terminal() =>
        Assert.Equal(3, ProgressLine.Run("title", report =>
        {
            report(1, 2);
            return 3;
        }));

    private static string Printed(Action print) => TerminalRun.Of(
        () =>
        {
            var root = new System.CommandLine.RootCommand("Prints.");
            root.SetAction(_ => print());
            return root;
        }).Output;
}
