using CycleSim.Training.Data;
using CycleSim.Training.Errors;
using CycleSim.Training.Networks;
using CycleSim.Training.Running;
using CycleSim.Workloads.Networks;

namespace CycleSim.Benchmarks.Training;

/// <summary>
/// What write errors add to a training step: processor time of a step without them, and of writing all tensors of a step with errors in 23
/// mantissa bits of all three places. Each has its own memory, so that the caches are as cold as in a step.
/// </summary>
internal static class TrainingQuick
{
    private const int Repeats = 15;

    private static readonly (ErrorModel Model, double Rate)[] Cases =
    [
        (ErrorModel.Flip, 1e-9), (ErrorModel.Flip, 8e-4), (ErrorModel.StuckAtOld, 1e-9), (ErrorModel.StuckAtOld, 8e-4),
    ];

    public static void Run(TextWriter output)
    {
        output.WriteLine($"Milliseconds of processor time on one thread, least of {Repeats} and more: a step without errors, what errors add, and its share.");
        output.WriteLine($"{"network",-26}{"batch",6}{"step",10}  {"write errors",-20}{"added",10}{"share",9}{"ns/word",9}");
        Measure(output, "lenet5-28x28-pad2-mnist", "mnist", 128, steps: 300);
        Measure(output, "lenet5-28x28-pad2-mnist", "mnist", 512, steps: 100);
        Measure(output, "resnet18-cifar10", "cifar-10", 32, steps: Repeats);
    }

    private static void Measure(TextWriter output, string name, string data, int batch, int steps)
    {
        Network network = NetworkLoader.Load(name);
        double step = StepMs(network, Noise(DatasetSpec.Find(data), batch * 2), batch, steps);
        (ErrorPlace Place, uint[] Words, uint[] Old)[] tensors = [.. Tensors(network, batch)];
        foreach ((ErrorModel model, double rate) in Cases)
        {
            double added = AddedMs(tensors, model, rate);
            output.WriteLine(FormattableString.Invariant(
                $"{name,-26}{batch,6}{step,10:0.00}  {$"{model} {rate}",-20}{added,10:0.000}{added / step,9:P2}{added * 1e6 / tensors.Sum(one => one.Words.Length),9:0.000}"));
        }
    }

    private static double StepMs(Network network, Dataset dataset, int batch, int steps)
    {
        var options = new TrainingOptions { Batch = batch, Epochs = steps + 1, MaxSteps = steps + 1, LearningRate = 1e-4, TestImages = 0 };
        var marks = new List<TimeSpan>();
        using var trainer = new Trainer(network, dataset, options);
        trainer.Run(progress: _ => marks.Add(Environment.CpuUsage.TotalTime));
        return marks.Skip(1).Zip(marks, (now, before) => (now - before).TotalMilliseconds).Min();
    }

    private static double AddedMs((ErrorPlace Place, uint[] Words, uint[] Old)[] tensors, ErrorModel model, double rate)
    {
        BitMap map = BitMap.Exact.With(BitMap.Bits("mantissa", "bits"), rate);
        var errors = new WriteErrors(new ErrorSpec(model, map, map, map), 1);
        double least = double.PositiveInfinity;
        for (int repeat = 0; repeat < Repeats * 4; repeat++)
        {
            var counts = new ErrorCounts();
            TimeSpan start = Environment.CpuUsage.TotalTime;
            for (int tensor = 0; tensor < tensors.Length; tensor++)
                errors.Write(tensors[tensor].Place, repeat, tensor, tensors[tensor].Words, tensors[tensor].Old, counts);

            // Stuck-at-old copies the weights that the next update overwrites; activations and errors change places instead.
            foreach ((ErrorPlace place, uint[] words, uint[] old) in tensors)
                if (model == ErrorModel.StuckAtOld && place == ErrorPlace.Weights)
                    words.CopyTo(old, 0);
            least = Math.Min(least, (Environment.CpuUsage.TotalTime - start).TotalMilliseconds);
        }

        return least;
    }

    private static IEnumerable<(ErrorPlace Place, uint[] Words, uint[] Old)> Tensors(Network network, int batch)
    {
        using var built = new TorchNetwork(network, 1);
        foreach (Layer layer in network.Layers.Where(layer => layer.Kind != LayerKind.SoftmaxLoss))
        {
            yield return Make(ErrorPlace.Activations, batch * layer.Output.Words);
            if (built.HasStoredError(layer.Index))
                yield return Make(ErrorPlace.Errors, batch * layer.Output.Words);
        }

        foreach (NamedTensor parameter in built.Parameters)
            yield return Make(ErrorPlace.Weights, parameter.Values.numel());
    }

    private static (ErrorPlace, uint[], uint[]) Make(ErrorPlace place, long words)
    {
        uint[] old = new uint[words];
        for (int word = 0; word < old.Length; word++)
            old[word] = (uint)word * 2654435761u;
        return (place, new uint[words], old);
    }

    private static Dataset Noise(DatasetSpec spec, int count)
    {
        byte[] pixels = [.. Enumerable.Range(0, count * spec.Channels * spec.Edge * spec.Edge).Select(at => (byte)((uint)at * 2654435761u >> 24))];
        byte[] labels = [.. Enumerable.Range(0, count).Select(at => (byte)(at % spec.Classes))];
        var images = new ImageSet(spec.Channels, spec.Edge, pixels, labels);
        return new Dataset(spec, images, images, []);
    }
}
