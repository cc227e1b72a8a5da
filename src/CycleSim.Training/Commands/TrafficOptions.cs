using System.CommandLine;
using CycleSim.Configuration;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Terminal.Options;
using CycleSim.Traces;
using CycleSim.Training.Running;

namespace CycleSim.Training.Commands;

/// <summary>Records the tensors that chosen steps store, and writes them to a file.</summary>
internal sealed class TrafficOptions
{
    private static readonly Option<string?> File = SharedOptions.RecordTraffic.Optional<string?>();

    private static readonly Option<string?> Steps = new("--record-steps")
    {
        HelpName = "LIST",
        Description = "Steps to record, from 0, joined by commas; default: the last step",
    };

    private readonly TrafficRecorder _recorder;
    private readonly string _file;

    private TrafficOptions(TrafficRecorder recorder, string file)
    {
        (_recorder, _file) = (recorder, file);
        OutputFile.Check(file);
    }

    internal static IEnumerable<Option> All => [File, Steps];

    /// <summary>Checks that options have what they go with.</summary>
    /// <exception cref="InputException">They do not.</exception>
    internal static void Check(ParseResult parsed)
    {
        if (parsed.GetValue(File) is null && parsed.GetValue(Steps) is not null)
            throw new InputException($"{Steps.Name}: goes with {File.Name} FILE or, of `cyclesim train`, --simulate");
    }

    /// <summary>Starts recording when it is asked for.</summary>
    /// <exception cref="InputException">The options are not valid.</exception>
    internal static TrafficOptions? Start(ParseResult parsed, Trainer trainer)
    {
        if (parsed.GetValue(File) is not { } file)
            return null;
        var recorder = new TrafficRecorder(StepsOf(parsed.GetValue(Steps), trainer.Steps));
        trainer.Record(recorder);
        return new TrafficOptions(recorder, file);
    }

    /// <summary>Writes the file.</summary>
    /// <exception cref="InputException">There is nothing to write.</exception>
    internal void Finish()
    {
        if (_recorder.Traffic.Steps.Count == 0)
            throw new InputException($"{Steps.Name}: the recorded steps were done before the run was resumed");
        _recorder.Traffic.ToolVersion = ToolVersion.Text;
        OutputFile.WriteAtomically(_file, stream => TrafficFile.Write(stream, _recorder.Traffic));
    }

    private static HashSet<long> StepsOf(string? text, long steps)
    {
        if (text is null)
            return [steps - 1];
        return [.. text.Split(',', StringSplitOptions.TrimEntries).Select(part =>
            NumberText.TryWhole(part, out long step) && step >= 0 && step < steps
                ? step
                : throw new InputException($"{Steps.Name} {text}: allowed are steps from 0 to {steps - 1} joined by commas, e.g. 10,20"))];
    }
}
