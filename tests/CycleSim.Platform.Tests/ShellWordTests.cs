using System.Diagnostics;

namespace CycleSim.Platform.Tests;

/// <summary>What a shell makes of a suggested command is what was meant.</summary>
public class ShellWordTests
{
    [Theory]
    [InlineData("results/step-1.cst.part", "results/step-1.cst.part")]
    [InlineData("my runs/a.cst", "'my runs/a.cst'")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData("", "''")]
    [InlineData("$HOME", "'$HOME'")]
    public void Texts_are_quoted_where_a_shell_would_change_them(string text, string word) => Assert.Equal(word, ShellWord.Of(text));

    [Fact]
    public void A_shell_reads_the_text_back()
    {
        const string Text = "a b'c\"d$(echo x)`echo y`\\ *;&|<>#~!ä";
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"printf %s {ShellWord.Of(Text)}"]) { RedirectStandardOutput = true };
        using Process shell = Process.Start(start)!;
        Assert.Equal(Text, shell.StandardOutput.ReadToEnd());
    }
}
