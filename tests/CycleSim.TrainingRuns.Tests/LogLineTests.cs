using System.Text;

namespace CycleSim.TrainingRuns.Tests;

/// <summary>Lines of logs have the bytes of version 0.1, and are read back.</summary>
public sealed class LogLineTests
{
    public static TheoryData<LogLine, string> Lines => new()
    {
        {
            new StepLine { Step = 3, Epoch = 1, Loss = 2.5, Accuracy = 0.1875, WrongBits = new() { Weights = [0, 7], Errors = [1] } },
            """{"kind":"step","step":3,"epoch":1,"loss":2.5,"accuracy":0.1875,"errors":{"weights":[0,7],"errors":[1]}}"""
        },
        {
            new StepLine { Step = 0, Epoch = 0, Loss = 6.186444282531738, Accuracy = 0 },
            """{"kind":"step","step":0,"epoch":0,"loss":6.186444282531738,"accuracy":0,"errors":{}}"""
        },
        {
            new EpochLine { Epoch = 0, Step = 5, TrainLoss = null, TrainAccuracy = 0.5, TestLoss = 1e-7, TestAccuracy = 0.25 },
            """{"kind":"epoch","epoch":0,"step":5,"train_loss":null,"train_accuracy":0.5,"test_loss":1E-07,"test_accuracy":0.25}"""
        },
        {
            new EpochLine { Epoch = 2, Step = 9, TrainLoss = 1, TrainAccuracy = 1, TestAccuracy = null },
            """{"kind":"epoch","epoch":2,"step":9,"train_loss":1,"train_accuracy":1,"test_loss":null,"test_accuracy":null}"""
        },
        { new DivergedLine { Step = 7, Epoch = 2 }, """{"kind":"diverged","step":7,"epoch":2}""" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_is_written_and_read(LogLine line, string text)
    {
        Assert.Equal(text + "\n", TextOf(line));
        LogLine read = LogLine.Parse(text);
        Assert.IsType(line.GetType(), read);
        Assert.Equal(text + "\n", TextOf(read));
    }

    [Fact]
    public void What_a_newer_version_adds_is_skipped_and_keys_come_in_any_order()
    {
        var step = Assert.IsType<StepLine>(LogLine.Parse("""{"new":[1],"accuracy":1,"step":4,"kind":"step"}"""));
        Assert.Equal((4, 1.0), (step.Step, step.Accuracy));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("null")]
    [InlineData("3")]
    [InlineData("{}")]
    [InlineData("""{"kind":"other","step":1}""")]
    [InlineData("""{"kind":"step","step":1}""")]
    [InlineData("""{"kind":"step","step":"1","accuracy":1}""")]
    [InlineData("""{"kind":"epoch","step":1,"train_accuracy":1}""")]
    [InlineData("""{"kind":"diverged"}""")]
    [InlineData("""{"kind":"step","step":1,"accuracy":1e999}""")]
    public void Something_else_is_refused(string text) => Assert.Throws<FormatException>(() => LogLine.Parse(text));

    [Theory]
    [InlineData(1.5, 1.5)]
    [InlineData(double.NaN, null)]
    [InlineData(double.NegativeInfinity, null)]
    [InlineData(null, null)]
    public void What_is_no_number_is_null(double? value, double? expected) => Assert.Equal(expected, LogLine.Finite(value));

    private static string TextOf(LogLine line)
    {
        using var stream = new MemoryStream();
        line.Write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
