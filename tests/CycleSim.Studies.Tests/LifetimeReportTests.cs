using System.Text;
using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
using CycleSim.Configuration.Models;
using CycleSim.Device.Junction;
using CycleSim.Device.Retention;
using CycleSim.Platform;
using CycleSim.Studies.Plots;
using CycleSim.Studies.Reports;
using CycleSim.Workloads.Files;

namespace CycleSim.Studies.Tests;

/// <summary>Reports of how long data stay in the scratchpads.</summary>
public sealed class LifetimeReportTests
{
    private static readonly StepReport Report = Make();

    [Fact]
    public void It_is_read_as_it_was_written()
    {
        using var stream = new MemoryStream();
        StepReportFile.Write(stream, Report);
        string text = Encoding.UTF8.GetString(stream.ToArray());
        StepReport read = StepReportFile.Parse(text, "r.json");
        Assert.Equal(Report.Lifetimes!.Stays, read.Lifetimes!.Stays);
        Assert.Equal(Report.Lifetimes.Tensors, read.Lifetimes.Tensors);
        Assert.Equal(Report.Lifetimes.Scratchpads, read.Lifetimes.Scratchpads);
        Assert.Contains("\"delta_at_300k\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scratchpad_needs_the_barrier_of_its_longest_stay()
    {
        ReportedLifetimes lifetimes = Report.Lifetimes!;
        MagneticTunnelJunction junction = JunctionLoader.Load("P55").At(350);
        Assert.Equal(3, lifetimes.Scratchpads.Count);
        foreach (ReportedRetention pad in lifetimes.Scratchpads)
        {
            double[] stays = [.. lifetimes.Stays.Where(stay => stay.Scratchpad == pad.Scratchpad).Select(stay => stay.LifetimeS)];
            Assert.Equal(stays.Length, pad.Stays);
            Assert.Equal(stays.Max(), pad.MaxS);
            Assert.True(pad.MedianS <= pad.P90S && pad.P90S <= pad.MaxS);
            Assert.Equal(
                RequiredBarrier.Of(junction, pad.MaxS, lifetimes.PLossPerBit, ScalingPath.Area).Exact, pad.DeltaAtTemperature!.Value, 9);
            Assert.Equal(pad.DeltaAt300K!.Value, pad.DeltaAtTemperature.Value * 350 / 300, 9);
            Assert.Equal(("P55", true, 350), (pad.Device, pad.IsDeviceAssumed, pad.TemperatureK));
        }
    }

    /// <summary>Barriers are of the junctions that the memory's file names, at the temperature of its circuits.</summary>
    [Fact]
    public void Barriers_are_those_of_the_memorys_own_junction()
    {
        using var folder = new StudyFolder();
        string junction = Write(
            folder, "own.json", Changed(ModelKind.Devices, "P55", ("\"P55\"", "\"own\""), ("0.006", "0.06"), ("1.15", "0.5")));
        string memory = Write(folder, "memory.json", Changed(
            ModelKind.Memories, "stt-mram-p55", ("\"P55\"", $"\"{junction}\""), ("\"temperature_k\": 350", "\"temperature_k\": 400")));
        MagneticTunnelJunction own = JunctionLoader.Load(junction).At(400);
        foreach (ReportedRetention pad in Make(memory).Lifetimes!.Scratchpads)
        {
            Assert.Equal(("own", false, 400), (pad.Device, pad.IsDeviceAssumed, pad.TemperatureK));
            Assert.Equal(
                RequiredBarrier.Of(own, pad.MaxS, ReportedLifetimes.DefaultLossPerBit, ScalingPath.Area).Exact,
                pad.DeltaAtTemperature!.Value, 9);
        }
    }

    /// <summary>Of two parts the one that needs the higher barrier counts, whichever comes first.</summary>
    [Theory]
    [InlineData("first", "second")]
    [InlineData("second", "first")]
    public void Of_a_heterogeneous_memory_the_highest_barrier_counts(string upper, string lower)
    {
        using var folder = new StudyFolder();
        string fast = Write(
            folder, "own.json", Changed(ModelKind.Devices, "P55", ("\"P55\"", "\"own\""), ("0.006", "0.06"), ("1.15", "0.5")));
        var parts = new Dictionary<string, string>
        {
            ["first"] = "stt-mram-p55",
            ["second"] = Write(folder, "part.json", Changed(ModelKind.Memories, "stt-mram-p55", ("\"P55\"", $"\"{fast}\""))),
        };
        string memory = Write(folder, "both.json", $$"""
            {
              "name": "both", "description": "two parts", "cell": "two", "model": "heterogeneous", "node_nm": 28,
              "organisation": "cache", "access_bits": 512, "sources": ["test"],
              "parts": [{ "bits": 16, "memory": "{{parts[upper]}}" }, { "bits": 16, "memory": "{{parts[lower]}}" }]
            }
            """);
        Assert.All(Make(memory).Lifetimes!.Scratchpads, pad => Assert.Equal("own", pad.Device));
    }

    [Fact]
    public void A_report_whose_scratchpads_need_no_barrier_is_read_back()
    {
        ReportedLifetimes lifetimes = Report.Lifetimes! with
        {
            Scratchpads = [Report.Lifetimes.Scratchpads[0] with { DeltaAtTemperature = null, DeltaAt300K = null }],
        };
        using var stream = new MemoryStream();
        StepReportFile.Write(stream, Report with { Lifetimes = lifetimes });
        StepReport read = StepReportFile.Parse(Encoding.UTF8.GetString(stream.ToArray()), "r.json");
        Assert.Null(Assert.Single(read.Lifetimes!.Scratchpads).DeltaAtTemperature);
    }

    [Fact]
    public void Nothing_stays_longer_than_it_lives_or_than_the_step()
    {
        foreach (ReportedContent tensor in Report.Lifetimes!.Tensors)
        {
            Assert.InRange(tensor.ResidenceS, 0, Report.Totals.TimeS * (1 + 1e-12));
            Assert.InRange(tensor.IdleShare, 0, 1);
            Assert.InRange(tensor.WriteToLastReadS, 0, Report.Totals.TimeS * (1 + 1e-12));
        }

        Assert.Contains(Report.Lifetimes.Tensors, tensor => tensor is { Scratchpad: "weight", IdleShare: > 0.3 });
    }

    [Fact]
    public void Without_lifetimes_there_is_no_picture_of_them()
    {
        LifetimePlot.Draw(Report);
        Assert.Contains(
            "--lifetimes", Assert.Throws<InputException>(() => LifetimePlot.Draw(TestReports.Step)).Message, StringComparison.Ordinal);
    }

    private static string Write(StudyFolder folder, string name, string text)
    {
        File.WriteAllText(folder.Sub(name), text);
        return folder.Sub(name);
    }

    private static string Changed(ModelKind kind, string name, params (string Old, string New)[] changes)
    {
        string text = ModelStore.ReadText(kind, name).Text;
        foreach ((string old, string now) in changes)
        {
            Assert.Contains(old, text, StringComparison.Ordinal);
            text = text.Replace(old, now, StringComparison.Ordinal);
        }

        return text;
    }

    private static StepReport Make(string memoryName = "stt-mram")
    {
        MemoryTechnology memory = MemoryTechnologyLoader.Load(memoryName);
        var simulator = new TrainingStepSimulator(
            WorkloadLoader.Load("lenet5-28x28-mnist").Lower(8), MachineLoader.Load("paper"), memory, 48 << 20);
        StepResult result = simulator.Run();
        return StepReport.Of(result, 1, "0.1.0") with { Lifetimes = ReportedLifetimes.Of(result, memory) };
    }
}
