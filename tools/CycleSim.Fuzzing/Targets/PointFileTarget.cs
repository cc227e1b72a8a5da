using CycleSim.Platform;
using CycleSim.Studies.Plans;
using CycleSim.Studies.Reports;

namespace CycleSim.Fuzzing.Targets;

/// <summary>Result files of the points of studies: reports of steps.</summary>
internal sealed class PointFileTarget : IFuzzTarget
{
    public string Name => "points";

    public string Reads => "result files of points: reports of steps (JSON)";

    public string Extension => ".json";

    public IEnumerable<byte[]> Seeds(string repository) => SeedFiles.In(repository, "tools/CycleSim.Fuzzing/Corpus/points", "*");

    public void Run(byte[] input, string path)
    {
        StepReport report = StepReportFile.Load(path);
        string written = Written(report);
        Oracle.Same(
            "a report", written, Written(Oracle.Accepts("a written report", () => StepReportFile.Parse(written, "the written report"))));
        try
        {
            _ = report.AddsUp;
            PointResult.Of(report);
        }
        catch (OverflowException)
        {
            // A study takes such a file for none.
            throw new InputException("sums exceed 2^63");
        }
    }

    private static string Written(StepReport report)
    {
        using var stream = new MemoryStream();
        StepReportFile.Write(stream, report);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
