using CycleSim.Dram.Standards;

namespace CycleSim.Dram.Tests;

public class CycleFormulaTests
{
    private static readonly Dictionary<string, int> Values = new() { ["rl"] = 11, ["burst"] = 4 };

    [Theory]
    [InlineData("rl + burst - 1", 14)]
    [InlineData("max(rl, burst * 3, 2) / 5", 2)]
    [InlineData("-(rl - burst)", -7)]
    [InlineData("((((((((rl))))))))", 11)]
    public void It_has_a_value(string text, int value) => Assert.Equal(value, CycleFormula.Evaluate(text, Values));

    [Fact]
    public void Parentheses_one_after_the_other_are_not_inside_each_other() =>
        Assert.Equal(400, CycleFormula.Evaluate(string.Join(" + ", Enumerable.Repeat("(burst)", 100)), Values));

    /// <summary>Each takes some of the stack, and without one the program has no message to end with.</summary>
    [Theory]
    [InlineData("(")]
    [InlineData("max(")]
    [InlineData("-(")]
    public void Parentheses_without_an_end_are_refused(string text) => Assert.StartsWith(
        "more than 32 parentheses inside each other at character ",
        Assert.Throws<FormatException>(() => CycleFormula.Evaluate(string.Concat(Enumerable.Repeat(text, 100_000)), Values)).Message,
        StringComparison.Ordinal);
}
