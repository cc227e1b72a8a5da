namespace CycleSim.Cli.Tests;

public sealed class TrainTests
{
    [Theory]
    [InlineData("--wer 2", "--wer")]
    [InlineData("--bits 40", "--bits")]
    [InlineData("--wer 1e-3 --write-point base", "--write-point")]
    [InlineData("--write-point sram", "states no write error rate")]
    [InlineData("--activations mantissa", "--activations")]
    [InlineData("--places nowhere", "--places")]
    [InlineData("--error-model jump", "--error-model")]
    [InlineData("--old-content new", "--old-content")]
    [InlineData("--batch 0", "--batch")]
    [InlineData("--dataset imagenet", "cifar-100")]
    [InlineData("--network lenet6", "lenet5")]
    [InlineData("--data /no/such/folder", "there is no such folder")]
    [InlineData("--write-point P55@60@10", "P55@60uA@10ns")]
    [InlineData("--protect 32", "--protect")]
    [InlineData("--flush-to-zero --threads 2", "--flush-to-zero")]
    [InlineData("--compare-before-write", "goes with --simulate")]
    [InlineData("--json step.json", "goes with --simulate")]
    [InlineData("--record-steps 3", "goes with --record-traffic")]
    [InlineData("--runs run", "--plot")]
    [InlineData("--plot run.png", "--out")]
    [InlineData("--plot run.txt --runs run", ".png")]
    public void Nonsense_is_refused_before_anything_is_trained(string arguments, string message)
    {
        CliRun run = CliRun.Of(["train", .. arguments.Split(' ')]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_are_drawn_from_their_logs()
    {
        using var folder = new TemporaryFolder();
        string log = folder.Write(
            "log.jsonl",
            """{"kind":"step","step":0,"epoch":0,"loss":2.3,"accuracy":0.1,"errors":{}}""" + "\n"
            + """{"kind":"epoch","epoch":0,"step":1,"train_loss":2.3,"train_accuracy":0.1,"test_loss":null,"test_accuracy":null}""" + "\n"
            + """{"kind":"diverged","step":1,"epoch":1}""" + "\n");
        string picture = folder.File("run.svg");
        Assert.Equal(0, CliRun.Of("train", "--plot", picture, "--runs", log).ExitCode);
        Assert.Contains("diverged at step 1", File.ReadAllText(picture), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_log_names_the_line()
    {
        using var folder = new TemporaryFolder();
        string log = folder.Write("log.jsonl", """{"kind":"diverged","step":1}""" + "\nx\n");
        CliRun run = CliRun.Of("train", "--plot", folder.File("run.svg"), "--runs", log);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("log.jsonl(2)", run.Errors, StringComparison.Ordinal);
    }
}
