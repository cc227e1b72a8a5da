namespace CycleSim.TrainingRuns.Tests;

/// <summary>What is asked and answered is a line each, whatever stands in it.</summary>
public sealed class TrainingAnswerTests
{
    [Fact]
    public void An_answer_is_one_line_with_the_keys_of_version_0_1()
    {
        var answer = new TrainingAnswer(2, "a\nb", "\"ä\"");
        Assert.Equal("""{"exit_code":2,"output":"a\nb","errors":"\u0022\u00E4\u0022"}""", answer.ToLine());
        Assert.Equal(answer, TrainingAnswer.Parse(answer.ToLine()));
    }

    [Fact]
    public void A_request_is_one_line()
    {
        string[] arguments = ["--network", "a b", "", "x\ny", "ä"];
        string line = TrainingAnswer.Request(arguments);
        Assert.Equal("""["--network","a b","","x\ny","\u00E4"]""", line);
        Assert.Equal(arguments, TrainingAnswer.Arguments(line));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"exit_code":0,"output":""}""")]
    public void Something_else_is_refused(string line) =>
        Assert.Throws<System.Text.Json.JsonException>(() => TrainingAnswer.Parse(line));

    [Theory]
    [InlineData("lenet5", "\"lenet5\"")]
    [InlineData(null, "null")]
    public void A_description_has_all_its_keys(string? network, string written)
    {
        var description = new TrainingDescription(network, "mnist", 60_000, 10_000, "images 1");
        string text = "{\n  \"network\": " + written + ",\n  \"dataset\": \"mnist\",\n  \"training_images\": 60000,\n" +
            "  \"test_images\": 10000,\n  \"fingerprint\": \"images 1\"\n}";
        Assert.Equal(text, description.ToText());
        Assert.Equal(description, TrainingDescription.Parse(text));
    }
}
