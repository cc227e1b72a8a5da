using System.Text;
using System.Text.RegularExpressions;
using CycleSim.Accelerator.Steps;
using CycleSim.Platform;
using CycleSim.Studies.Plans;
using CycleSim.Studies.Reports;
using Parquet;

namespace CycleSim.Studies.Tests.Plans;

public sealed class PointRunnerTests : IDisposable
{
    private const string Grid = """
        { "name": "grid", "networks": ["lenet5-28x28-mnist"], "batches": [1, 2],
          "memories": ["sram", "stt-mram"], "capacities": ["64 KiB", "1 MiB"] }
        """;

    private readonly StudyFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_and_tables_are_the_same_for_any_number_of_jobs()
    {
        IReadOnlyList<StudyPoint> points = TestStudies.Plan(Grid).Points();
        foreach ((string name, int jobs) in new[] { ("one", 1), ("three", 3) })
        {
            IReadOnlyList<PointOutcome> outcomes = new PointRunner(_folder.Sub(name), jobs, resumes: false).Run(points);
            Assert.Equal(points, outcomes.Select(outcome => outcome.Point));
            PointTable.Of(outcomes).WriteCsv(Path.Combine(_folder.Sub(name), "points.csv"));
            PointTable.Of(outcomes).WriteParquet(Path.Combine(_folder.Sub(name), "points.parquet"));
        }

        Assert.Equal(StudyFolder.Content(_folder.Sub("one")), StudyFolder.Content(_folder.Sub("three")));
    }

    [Fact]
    public void What_a_file_says_is_what_the_simulator_gives()
    {
        StudyPoint point = TestStudies.Point();
        PointResult result = new PointRunner(_folder.Sub("run"), 1, resumes: false).Run([point])[0].Result!;
        var direct = point.Simulator().Run();
        Assert.Equal(ReportedEnergy.Of(direct.Energy), result.Energy);
        Assert.Equal(ReportedCycles.Of(direct.Cycles), result.Cycles);
        Assert.Equal(direct.TimeS, result.TimeS);
        Assert.Equal(direct.Scratchpads.Error.WriteBytes, result.Error.Written);
        Assert.InRange(result.OverlappedCycles, Math.Max(result.Cycles.Dram, result.Cycles.Total - result.Cycles.Dram),
            result.Cycles.Total);
    }

    [Fact]
    public void Results_are_reused_on_demand_only()
    {
        StudyPoint[] points = [TestStudies.Point(), TestStudies.Point(batch: 1), TestStudies.Point()];
        new PointRunner(_folder.Sub("run"), 1, resumes: false).Run(points[..1]);
        Assert.Contains("--resume", Assert.Throws<InputException>(() => new PointRunner(_folder.Sub("run"), 1, resumes: false)).Message,
            StringComparison.Ordinal);
        IReadOnlyList<PointOutcome> outcomes = new PointRunner(_folder.Sub("run"), 1, resumes: true).Run(points);
        Assert.Equal([true, false, true], outcomes.Select(outcome => outcome.IsReused));
        Assert.Equal(outcomes[0].Result, outcomes[2].Result);
    }

    public static TheoryData<string> Damages =>
    [
        "half", "empty", "digit", "other", "array", "revision", "huge", "endless", "null", "kind", "deep", "twice", "bytes",
    ];

    [Theory]
    [MemberData(nameof(Damages))]
    public void A_broken_file_is_found_and_made_again(string damage)
    {
        StudyPoint point = TestStudies.Point();
        string folder = _folder.Sub("run");
        new PointRunner(folder, 1, resumes: false).Run([point]);
        string file = Path.Combine(folder, "points", point.FileName);
        byte[] good = File.ReadAllBytes(file);
        string text = Encoding.UTF8.GetString(good);
        int total = text.IndexOf("\"leakage_pj\": ", StringComparison.Ordinal) + "\"leakage_pj\": ".Length;
        File.WriteAllText(file, damage switch
        {
            "half" => text[..(text.Length / 2)],
            "empty" => "",
            "digit" => text[..total] + (text[total] == '9' ? '1' : '9') + text[(total + 1)..],
            "other" => text.Replace("\"batch\": 2", "\"batch\": 3", StringComparison.Ordinal),
            "revision" => text.Replace(
                $"\"model_revision\": {ModelRevision.Number}", $"\"model_revision\": {ModelRevision.Number + 1}", StringComparison.Ordinal),
            // Sums of such energies exceed all bounds.
            "huge" => Regex.Replace(text, "(?<=_pj\": )[0-9.]+", "1E+27"),
            "endless" => text[..total] + "NaN" + text[total..],
            "null" => text.Replace("\"operations\": [", "\"operations\": [null,", StringComparison.Ordinal),
            "kind" => text.Replace("\"machine\": {", "\"machine\": [], \"m\": {", StringComparison.Ordinal),
            "deep" => $"{{\"x\": {new string('[', 100_000)}",
            "twice" => text.Replace("\"batch\": 2", "\"batch\": 2, \"batch\": 2", StringComparison.Ordinal),
            "bytes" => "\0\u0001",
            _ => "[1, 2]",
        });
        Assert.Null(PointFile.Read(point, file));
        Assert.False(new PointRunner(folder, 1, resumes: true).Run([point])[0].IsReused);
        Assert.Equal(good, File.ReadAllBytes(file));
    }

    /// <summary>A file with a hole takes no space, and would take all memory.</summary>
    [Fact]
    public void A_file_of_gigabytes_is_made_again()
    {
        StudyPoint point = TestStudies.Point();
        string file = Path.Combine(Directory.CreateDirectory(_folder.Sub("run")).FullName, point.FileName);
        using (FileStream stream = File.Create(file))
            stream.SetLength(8L << 30);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(PointFile.Read(point, file));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
    }

    [Fact]
    public void An_interrupted_run_leaves_whole_files_and_goes_on_to_the_same_bytes()
    {
        IReadOnlyList<StudyPoint> points = TestStudies.Plan(Grid).Points();
        new PointRunner(_folder.Sub("whole"), 1, resumes: false).Run(points);
        using var source = new CancellationTokenSource();
        var runner = new PointRunner(_folder.Sub("cut"), 1, resumes: false);
        Assert.ThrowsAny<OperationCanceledException>(() => runner.Run(points, (done, _) =>
        {
            if (done == 3)
                source.Cancel();
        }, source.Token));
        SortedDictionary<string, string> whole = StudyFolder.Content(_folder.Sub("whole"));
        SortedDictionary<string, string> cut = StudyFolder.Content(_folder.Sub("cut"));
        Assert.InRange(cut.Count, 3, whole.Count - 1);
        Assert.All(cut, file => Assert.Equal(whole[file.Key], file.Value));
        new PointRunner(_folder.Sub("cut"), 1, resumes: true).Run(points);
        Assert.Equal(whole, StudyFolder.Content(_folder.Sub("cut")));
    }

    [Fact]
    public void Of_several_failures_that_of_the_first_point_is_told()
    {
        IReadOnlyList<StudyPoint> points = TestStudies.Plan(Grid).Points();
        var runner = new PointRunner(_folder.Sub("run"), 4, resumes: false);
        string[] files = [.. points.Select(point => Path.Combine(runner.Folder, point.FileName))];
        // Files that exist and cannot be read.
        FileStream[] held = [.. files.Skip(1).Select(file => new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None))];
        try
        {
            for (int round = 0; round < 20; round++)
                Assert.Contains(files[1], Assert.Throws<IOException>(() => runner.Run(points)).Message, StringComparison.Ordinal);
        }
        finally
        {
            Array.ForEach(held, file => file.Dispose());
        }

        // What stands before the first failure is run.
        Assert.True(File.Exists(files[0]));
    }

    [Fact]
    public void A_point_that_cannot_run_keeps_its_row()
    {
        var network = StudyNetwork.Load("vgg16-cifar10");
        var point = new StudyPoint(network, 4_096, MachineVariant.Load("paper"), MemoryVariant.Load("sram"), 64 << 10);
        PointOutcome outcome = new PointRunner(_folder.Sub("run"), 1, resumes: false).Run([point])[0];
        Assert.Null(outcome.Result);
        Assert.NotNull(outcome.Failure);
        string[] lines = PointTable.Of([outcome]).Csv().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains(point.Id, lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain(",done,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parquet_and_csv_hold_the_same()
    {
        IReadOnlyList<PointOutcome> outcomes =
            new PointRunner(_folder.Sub("run"), 1, resumes: false).Run([TestStudies.Point(), TestStudies.Point(batch: 1)]);
        ResultTable<PointOutcome> table = PointTable.Of(outcomes);
        string file = _folder.Sub("points.parquet");
        table.WriteParquet(file);
        string[][] csv = [.. table.Csv().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(','))];
        using FileStream stream = File.OpenRead(file);
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream);
        Assert.Equal(csv[0], reader.Schema.GetDataFields().Select(field => field.Name));
        Assert.Equal(table.Columns.Count, csv[1].Length);
        Assert.Equal(outcomes[1].Result!.EnergyJ,
            double.Parse(csv[2][Array.IndexOf(csv[0], "energy_j")], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("", csv[1][Array.IndexOf(csv[0], "iso_area_mm2")]);
    }
}
