using System.Text;
using CycleSim.Accelerator.Files;
using CycleSim.Accelerator.Steps;
using CycleSim.Arrays.Models;
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
        MagneticTunnelJunction junction = JunctionLoader.Load("P55").At(lifetimes.TemperatureK);
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
        }
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

    private static StepReport Make()
    {
        var simulator = new TrainingStepSimulator(
            WorkloadLoader.Load("lenet5-28x28-mnist").Lower(8), MachineLoader.Load("paper"), MemoryTechnologyLoader.Load("stt-mram"),
            48 << 20);
        StepResult result = simulator.Run();
        return StepReport.Of(result, 1, "0.1.0") with { Lifetimes = ReportedLifetimes.Of(result) };
    }
}
