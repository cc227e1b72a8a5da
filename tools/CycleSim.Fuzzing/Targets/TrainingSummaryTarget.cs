using CycleSim.Platform;
using CycleSim.Platform.Processes;
using CycleSim.TrainingRuns;

namespace CycleSim.Fuzzing.Targets;

/// <summary>Summaries of training runs.</summary>
internal sealed class TrainingSummaryTarget : IFuzzTarget
{
    public string Name => "training-summary";

    public string Reads => "summaries of training runs (JSON)";

    public string Extension => ".json";

    public IEnumerable<byte[]> Seeds(string repository) =>
        SeedFiles.In(repository, "tools/CycleSim.Fuzzing/Corpus/training-summary", "*");

    public void Run(byte[] input, string path)
    {
        string copy = path + ".copy";
        try
        {
            TrainingSummary.Read(path).Write(copy);
        }
        catch (ChildProgramException problem)
        {
            // The training program wrote it: a failure of that, not a mistake of the user.
            throw new InputException(problem.Message);
        }

        byte[] written = File.ReadAllBytes(copy);
        Oracle.Accepts("a written summary", () => TrainingSummary.Read(copy)).Write(copy);
        Oracle.SameBytes("a summary", written, File.ReadAllBytes(copy));
    }
}
