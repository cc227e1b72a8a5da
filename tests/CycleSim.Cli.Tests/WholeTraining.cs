namespace CycleSim.Cli.Tests;

/// <summary>The files of one training that nobody stopped: several tests compare theirs with them.</summary>
public sealed class WholeTraining : IDisposable
{
    private readonly TemporaryFolder _folder = TrainingProgramTests.WithData();

    private readonly Lazy<CliRun> _run;

    public WholeTraining() =>
        _run = new(() => CliProcess.Run($"$cs train {TrainingProgramTests.Options} --out whole", _folder.File("")));

    public void Dispose() => _folder.Dispose();

    /// <summary>Path of a file of the run, which has ended.</summary>
    internal string File(string name)
    {
        Assert.Equal(0, _run.Value.ExitCode);
        return _folder.File($"whole/{name}");
    }
}
