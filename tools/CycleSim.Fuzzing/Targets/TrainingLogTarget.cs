using System.Text;
using CycleSim.Studies.Reports;
using CycleSim.TrainingRuns;

namespace CycleSim.Fuzzing.Targets;

/// <summary>Logs of training runs.</summary>
internal sealed class TrainingLogTarget : IFuzzTarget
{
    public string Name => "training-log";

    public string Reads => "logs of training runs (.jsonl)";

    public string Extension => ".jsonl";

    public IEnumerable<byte[]> Seeds(string repository) =>
        SeedFiles.In(repository, "tools/CycleSim.Fuzzing/Corpus/training-log", "*");

    public void Run(byte[] input, string path)
    {
        TrainingLogFile log = TrainingLogFile.Load(path);
        LogLine[] lines = [.. log.Steps, .. log.Epochs];
        string copy = path + ".copy";
        using (FileStream stream = File.Create(copy))
            foreach (LogLine line in lines)
                line.Write(stream);
        TrainingLogFile again = Oracle.Accepts("a written log", () => TrainingLogFile.Load(copy));
        Oracle.SameRecords("lines", [.. lines.Select(Text)], [.. again.Steps.Concat<LogLine>(again.Epochs).Select(Text)]);
    }

    private static string Text(LogLine line)
    {
        using var stream = new MemoryStream();
        line.Write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
