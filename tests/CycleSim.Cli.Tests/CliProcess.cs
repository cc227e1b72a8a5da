using System.Diagnostics;

namespace CycleSim.Cli.Tests;

/// <summary>The command as a process of its own, started by a shell: for what pipes, descriptors and signals do to it.</summary>
internal sealed class CliProcess : IDisposable
{
    private const string Shell = "/bin/bash";

    // Far longer than any of them takes, even on a busy machine: a run that hangs is a failure, not a test run without an end.
    private static readonly TimeSpan MaxTime = TimeSpan.FromMinutes(10);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private CliProcess(string script, string folder)
    {
        // Signals do what they do in a terminal, even where the tests run in the background.
        string program = $"env --default-signal=INT,TERM dotnet {Path.Combine(AppContext.BaseDirectory, "cyclesim.dll")}";
        _process = Process.Start(new ProcessStartInfo(Shell, ["-c", $"cs=\"{program}\"; {script}"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // A command of a second spends most of it on compiling: quickly is enough. Lines of progress depend on how busy the machine is.
            Environment =
            {
                ["DOTNET_TC_QuickJitForLoops"] = "1", ["DOTNET_TieredPGO"] = "0", ["CYCLESIM_PROGRESS_SECONDS"] = "0",
            },
        })!;
        _process.StandardInput.Close();
        _output = _process.StandardOutput.ReadToEndAsync();
        _errors = _process.StandardError.ReadToEndAsync();
    }

    internal int Id => _process.Id;

    /// <summary>Starts a script in which $cs is the command.</summary>
    internal static CliProcess Start(string script, string folder) => new(script, folder);

    /// <summary>Runs a script to its end.</summary>
    internal static CliRun Run(string script, string folder)
    {
        using var process = new CliProcess(script, folder);
        return process.Wait();
    }

    /// <summary>Sends a signal: INT, TERM, KILL, STOP or CONT.</summary>
    /// <param name="signal">Its name.</param>
    /// <param name="toGroup">Whether it goes to all processes of its group, as from a terminal; the script makes one with setsid.</param>
    internal void Send(string signal, bool toGroup = false)
    {
        using var kill = Process.Start("kill", [$"-{signal}", "--", toGroup ? $"-{Id}" : $"{Id}"]);
        kill.WaitForExit();
    }

    internal CliRun Wait()
    {
        if (!_process.WaitForExit(MaxTime))
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
            Assert.Fail($"the run did not end within {MaxTime.TotalMinutes} minutes; its messages: {_errors.GetAwaiter().GetResult()}");
        }

        return new CliRun(_process.ExitCode, _output.GetAwaiter().GetResult(), _errors.GetAwaiter().GetResult());
    }

    /// <summary>Waits until a run has come to a point.</summary>
    internal void WaitFor(string what, Func<bool> isSo)
    {
        for (var watch = Stopwatch.StartNew(); !isSo(); Thread.Sleep(10))
        {
            if (_process.HasExited)
                Assert.Fail($"the run ended before {what}; its messages: {_errors.GetAwaiter().GetResult()}");
            Assert.True(watch.Elapsed < MaxTime, $"the run continued for {MaxTime.TotalMinutes} minutes without this: {what}");
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
