using CycleSim.Training.Data;
using CycleSim.Training.Errors;
using CycleSim.Training.Running;
using CycleSim.Workloads.Networks;

namespace CycleSim.Benchmarks.Training;

/// <summary>
/// What write errors add to a training step: processor time of steps without and with them, in alternating blocks of the same steps, so
/// that what else the machine does meets all of them. Errors in 23 mantissa bits of all three places.
/// </summary>
internal static class TrainingQuick
{
    private static readonly (string Name, ErrorModel Model, double Rate)[] Cases =
    [
        ("exact", ErrorModel.Flip, 0),
        ("flip 1e-9", ErrorModel.Flip, 1e-9),
        ("flip 8e-4", ErrorModel.Flip, 8e-4),
        ("stuck-at-old 1e-9", ErrorModel.StuckAtOld, 1e-9),
        ("stuck-at-old 8e-4", ErrorModel.StuckAtOld, 8e-4),
    ];

    public static void Run(TextWriter output)
    {
        output.WriteLine("Milliseconds of processor time of a training step on one thread: median and least, and what errors add to each.");
        output.WriteLine($"{"network",-26}{"batch",6}  {"write errors",-20}{"median",10}{"least",10}{"more",9}{"more",9}");
        Measure(output, "lenet5-28x28-pad2-mnist", "mnist", 128, steps: 30, rounds: 12);
        Measure(output, "lenet5-28x28-pad2-mnist", "mnist", 512, steps: 10, rounds: 10);
        Measure(output, "resnet18-cifar10", "cifar-10", 32, steps: 4, rounds: 3);
    }

    private static void Measure(TextWriter output, string name, string data, int batch, int steps, int rounds)
    {
        Network network = NetworkLoader.Load(name);
        Dataset dataset = Noise(DatasetSpec.Find(data), batch * 2);
        List<double>[] times = [.. Cases.Select(_ => new List<double>())];
        for (int round = 0; round < rounds; round++)
            for (int index = 0; index < Cases.Length; index++)
                times[index].AddRange(Steps(network, dataset, batch, steps, Cases[index].Model, Cases[index].Rate));
        double[] medians = [.. times.Select(Median)];
        double[] least = [.. times.Select(all => all.Min())];
        for (int index = 0; index < Cases.Length; index++)
        {
            output.WriteLine(FormattableString.Invariant(
                $"{name,-26}{batch,6}  {Cases[index].Name,-20}{medians[index],10:0.00}{least[index],10:0.00}")
                + FormattableString.Invariant($"{medians[index] / medians[0] - 1,9:P1}{least[index] / least[0] - 1,9:P1}"));
        }
    }

    // The first step fills caches and, with stuck-at-old, the contents that later steps overwrite.
    private static IEnumerable<double> Steps(Network network, Dataset dataset, int batch, int steps, ErrorModel model, double rate)
    {
        BitMap map = BitMap.Exact.With(BitMap.Bits("mantissa", "bits"), rate);
        var options = new TrainingOptions
        {
            Batch = batch,
            Epochs = steps + 1,
            MaxSteps = steps + 1,
            LearningRate = 1e-4,
            TestImages = 0,
            Errors = new ErrorSpec(model, map, map, map),
        };
        var marks = new List<TimeSpan>();
        using var trainer = new Trainer(network, dataset, options);
        trainer.Run(progress: _ => marks.Add(Environment.CpuUsage.TotalTime));
        return marks.Skip(1).Zip(marks, (now, before) => (now - before).TotalMilliseconds);
    }

    private static Dataset Noise(DatasetSpec spec, int count)
    {
        byte[] pixels = [.. Enumerable.Range(0, count * spec.Channels * spec.Edge * spec.Edge).Select(at => (byte)((uint)at * 2654435761u >> 24))];
        byte[] labels = [.. Enumerable.Range(0, count).Select(at => (byte)(at % spec.Classes))];
        var images = new ImageSet(spec.Channels, spec.Edge, pixels, labels);
        return new Dataset(spec, images, images, []);
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
