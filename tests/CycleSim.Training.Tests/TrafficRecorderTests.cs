using CycleSim.Traces;
using CycleSim.Traces.Traffic;
using CycleSim.Training.Errors;
using CycleSim.Training.Running;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Tests;

public sealed class TrafficRecorderTests : IDisposable
{
    private static readonly Network LeNet = NetworkLoader.Load("lenet5-28x28-mnist");
    private static readonly TrainingOptions Options = new() { Batch = 16, MaxSteps = 4, TestImages = 0 };

    private readonly string _folder = Directory.CreateTempSubdirectory("cyclesim-traffic").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(ErrorModelNames.Flip)]
    [InlineData(ErrorModelNames.StuckAtOld)]
    public void Recording_changes_nothing_and_has_every_tensor_that_the_simulator_stores(string model)
    {
        (TensorTraffic traffic, TrainingResult result) = Record(model, 1e-3, 3);
        using (var trainer = new Trainer(LeNet, TinyData.Digits(), With(model, 1e-3)))
            Assert.Equal(trainer.Run().WeightsSha256, result.WeightsSha256);
        StepProgram program = TrainingStepLowering.Lower(LeNet, 16);
        IEnumerable<string> expected = program.Tensors
            .Where(tensor => tensor.Layer >= 0 && (tensor.Role != TensorRole.Weight || program.NeededAfter.Contains(tensor.Id)))
            .Select(tensor => $"{tensor.Name} {tensor.Words * 4}");
        Assert.Equal(expected.Order(), traffic.Steps[0].Tensors.Select(tensor => $"{tensor.Name} {tensor.Bytes}").Order());
    }

    [Fact]
    public void When_every_write_fails_the_wrong_bits_are_those_that_should_have_toggled()
    {
        (TensorTraffic traffic, _) = Record(ErrorModelNames.StuckAtOld, 1, 0, 1);
        Assert.Equal(2, traffic.Steps.Count);
        Assert.All(traffic.Steps.SelectMany(step => step.Tensors), tensor => Assert.Equal(tensor.Toggled, tensor.Wrong));
        Assert.Contains(traffic.Steps[1].Tensors, tensor => tensor.Toggled.Any(count => count > 0));
    }

    [Fact]
    public void Traffic_comes_back_from_its_file_and_a_changed_byte_is_seen()
    {
        TensorTraffic traffic = Record(ErrorModelNames.Flip, 1e-3, 2).Traffic;
        string path = Path.Combine(_folder, "traffic.cstt");
        using (FileStream stream = File.Create(path))
            TrafficFile.Write(stream, traffic);
        Assert.Equal(traffic, TrafficFile.Read(path));
        byte[] bytes = File.ReadAllBytes(path);
        for (int at = 0; at < bytes.Length; at += 97)
        {
            bytes[at] ^= 4;
            File.WriteAllBytes(path, bytes);
            Assert.Throws<TraceFormatException>(() => TrafficFile.Read(path));
            bytes[at] ^= 4;
        }

        File.WriteAllBytes(path, bytes[..^1]);
        Assert.Throws<TraceFormatException>(() => TrafficFile.Read(path));
    }

    private static (TensorTraffic Traffic, TrainingResult Result) Record(string model, double rate, params long[] steps)
    {
        var recorder = new TrafficRecorder(steps.ToHashSet());
        using var trainer = new Trainer(LeNet, TinyData.Digits(), With(model, rate));
        trainer.Record(recorder);
        TrainingResult result = trainer.Run();
        return (recorder.Traffic, result);
    }

    private static TrainingOptions With(string model, double rate)
    {
        BitMap map = BitMap.Exact.With(BitMap.Bits(rate == 1 ? "all" : "mantissa", "test"), rate);
        return Options with { WriteErrors = new WriteErrorSpec(model, map, map, map) };
    }
}
