using CycleSim.Configuration.Text;

namespace CycleSim.Configuration.Tests.Text;

public class SuggestionTests
{
    private static readonly string[] Names = ["kernel", "stride", "padding", "in"];

    [Theory]
    [InlineData("kernal", "kernel")]
    [InlineData("Kernel", "kernel")]
    [InlineData("sritde", "stride")]
    [InlineData("pading", "padding")]
    [InlineData("inn", "in")]
    [InlineData("bias", null)]
    [InlineData("", null)]
    public void The_nearest_name_is_suggested_if_near(string word, string? expected) =>
        Assert.Equal(expected, Suggestion.Closest(word, Names));

    [Fact]
    public void Very_long_words_are_not_compared() => Assert.Null(Suggestion.Closest(new string('a', 1_000_000), Names));
}
