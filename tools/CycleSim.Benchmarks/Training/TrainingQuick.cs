using System.Globalization;
using CycleSim.Training.Data;
using CycleSim.Training.Errors;
using CycleSim.Training.Networks;
using CycleSim.Training.Running;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Benchmarks.Training;

/// <summary>
/// What write errors add to a training step: processor time of writing all tensors of a step with errors in 23 mantissa bits of all three
/// places, against the time of a step without errors. Each tensor has its own memory, so that the caches are colder than in a step, where
/// tensors are written right after they were computed. The last columns are differences of real steps with and without errors, which have
/// all side effects, and the noise of two large numbers: once with denormal numbers flushed, and once with the time that the processor
/// takes for arithmetic with the denormals that errors in the mantissa of zeros make.
/// </summary>
internal static class TrainingQuick
{
    private const int Repeats = 15;

    /// <summary>Steps before the runtime has compiled everything.</summary>
    private const int WarmUpSteps = 3;

    /// <summary>Time after which the runtime has compiled everything for speed.</summary>
    private const double WarmUpMs = 1000;

    private static readonly (string Model, double Rate)[] Cases =
    [
        (ErrorModelNames.Flip, 1e-9), (ErrorModelNames.Flip, 8e-4), (ErrorModelNames.StuckAtOld, 1e-9), (ErrorModelNames.StuckAtOld, 8e-4),
    ];

    private static readonly (string Network, string Dataset, int Batch, int Steps)[] Sizes =
    [
        ("lenet5-28x28-pad2-mnist", "mnist", 128, 100), ("lenet5-28x28-pad2-mnist", "mnist", 512, 30),
        ("resnet18-cifar10", "cifar-10", 32, 5),
    ];

    /// <summary>Measures.</summary>
    /// <param name="output">Where the table goes.</param>
    /// <param name="networks">Networks with their batch size, e.g. "lenet5-28x28-pad2-mnist/128"; none for all.</param>
    public static void Run(TextWriter output, IReadOnlyCollection<string> networks)
    {
        output.WriteLine(
            $"Milliseconds of processor time on one thread, minimum of {Repeats} and more: " +
            "a step without errors, what errors add, and its share.");
        output.WriteLine(
            $"{"network",-26}{"batch",6}{"step",10}  " +
            $"{"write errors",-20}{"added",10}{"share",9}{"ns/word",9}{"ns/error",10}{"in a step",11}{"denormals",11}");
        foreach ((string network, string dataset, int batch, int steps) in Sizes)
            if (networks.Count == 0 || networks.Contains($"{network}/{batch}"))
                Measure(output, network, dataset, batch, steps);
    }

    private static void Measure(TextWriter output, string name, string data, int batch, int steps)
    {
        Network network = NetworkLoader.Load(name);
        Dataset noise = Noise(DatasetSpec.Find(data), batch * 2);
        WriteErrorSpec[] specs = [WriteErrorSpec.None, .. Cases.Select(one => Spec(one.Model, one.Rate))];
        (_, double[] flushed) = Steps(network, noise, batch, steps, specs, flushes: true);
        (double step, double[] within) = Steps(network, noise, batch, steps, specs, flushes: false);
        (TensorRole Role, uint[] Words, uint[] Old)[] tensors = [.. Tensors(network, batch)];
        double words = tensors.Sum(one => (double)one.Words.Length);
        for (int index = 0; index < Cases.Length; index++)
        {
            (string model, double rate) = Cases[index];
            double added = AddedMs(tensors, model, rate);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-26}{batch,6}{step,10:0.00}  " +
                $"{$"{model} {rate}",-20}{added,10:0.000}{added / step,9:P2}{added * 1e6 / words,9:0.000}" +
                $"{added * 1e6 / (words * 23 * rate),10:0.0}" +
                $"{flushed[index + 1] - 1,11:P2}{within[index + 1] - 1,11:P2}"));
        }
    }

    private static WriteErrorSpec Spec(string model, double rate)
    {
        BitMap map = BitMap.Exact.With(BitMap.Bits("mantissa", "bits"), rate);
        return new WriteErrorSpec(model, map, map, map);
    }

    // The time of a step, and what each of the others takes against it: the median over the steps.
    private static (double StepMs, double[] Ratios) Steps(
        Network network, Dataset dataset, int batch, int steps, WriteErrorSpec[] specs, bool flushes)
    {
        var turns = new StepTurns(specs.Length);
        turns.Run((index, passTurn) =>
        {
            var options = new TrainingOptions
            {
                Batch = batch,
                Epochs = steps + WarmUpSteps,
                MaxSteps = steps + WarmUpSteps,
                LearningRate = 1e-4,
                TestImages = 0,
                WriteErrors = specs[index],
                FlushesToZero = flushes,
            };
            using var trainer = new Trainer(network, dataset, options);
            trainer.Run(progress: _ => passTurn());
        });
        double[] exact = [.. turns.TimesMs(0).Skip(WarmUpSteps)];
        return (exact.Min(), [.. specs.Select((_, index) => Median(turns.TimesMs(index).Skip(WarmUpSteps).Zip(exact, Ratio)))]);

        static double Ratio(double one, double other) => one / other;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static double AddedMs((TensorRole Role, uint[] Words, uint[] Old)[] tensors, string model, double rate)
    {
        var errors = new WriteErrors(Spec(model, rate), 1);
        var held = new HeldBits();
        double least = double.PositiveInfinity;
        TimeSpan begin = Environment.CpuUsage.TotalTime;
        int warm = 0;
        for (int repeat = 0; repeat < warm + Repeats * 4; repeat++)
        {
            var counts = new WrongBitCounts();
            TimeSpan start = Environment.CpuUsage.TotalTime;
            for (int tensor = 0; tensor < tensors.Length; tensor++)
                Write(tensor, repeat, counts);
            TimeSpan end = Environment.CpuUsage.TotalTime;
            least = Math.Min(least, (end - start).TotalMilliseconds);
            if ((end - begin).TotalMilliseconds < WarmUpMs)
                (warm, least) = (repeat + 1, double.PositiveInfinity);
        }

        return least;

        // Of what is overwritten the bits are held that will not change.
        void Write(int tensor, int step, WrongBitCounts counts)
        {
            (TensorRole role, uint[] words, uint[] old) = tensors[tensor];
            if (model == ErrorModelNames.StuckAtOld)
            {
                errors.Hold(role, step, tensor, words, held);
                WriteErrors.Restore(role, words, held, counts);
            }
            else
            {
                errors.Write(role, step, tensor, words, old, counts);
            }
        }
    }

    private static IEnumerable<(TensorRole Role, uint[] Words, uint[] Old)> Tensors(Network network, int batch)
    {
        using var built = new TorchNetwork(network, 1);
        foreach (Layer layer in network.Layers.Where(layer => layer.Kind != LayerKinds.SoftmaxLoss))
        {
            yield return Make(TensorRole.Activation, batch * layer.Output.Words);
            if (built.HasStoredError(layer.Index))
                yield return Make(TensorRole.Error, batch * layer.Output.Words);
        }

        foreach (NamedTensor parameter in built.Parameters)
            yield return Make(TensorRole.Weight, parameter.Values.numel());
    }

    private static (TensorRole, uint[], uint[]) Make(TensorRole role, long words)
    {
        uint[] old = new uint[words];
        for (int word = 0; word < old.Length; word++)
            old[word] = (uint)word * 2654435761u;
        return (role, new uint[words], old);
    }

    private static Dataset Noise(DatasetSpec spec, int count)
    {
        byte[] pixels = [.. Enumerable.Range(0, count * spec.Channels * spec.Edge * spec.Edge)
            .Select(at => (byte)((uint)at * 2654435761u >> 24))];
        byte[] labels = [.. Enumerable.Range(0, count).Select(at => (byte)(at % spec.Classes))];
        var images = new ImageSet(spec.Channels, spec.Edge, pixels, labels);
        return new Dataset(spec, images, images, []);
    }
}
