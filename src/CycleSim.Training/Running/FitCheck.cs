using CycleSim.Platform;
using CycleSim.Training.Data;
using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Running;

/// <summary>Whether a network can be trained on a data set.</summary>
internal static class FitCheck
{
    private const int MaxWords = int.MaxValue / sizeof(float);

    /// <summary>Checks it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="dataset">The data.</param>
    /// <param name="batch">Batch size.</param>
    /// <exception cref="InputException">They do not fit.</exception>
    internal static void Run(Network network, Dataset dataset, int batch)
    {
        DatasetSpec spec = dataset.Spec;
        if (network.Input.IsTokens != spec.IsText)
        {
            throw new InputException(
                $"{network.Name} takes {(network.Input.IsTokens ? "tokens" : "images")}, "
                + $"{spec.Name} has {(spec.IsText ? "text" : "images")}");
        }

        if (spec.IsText)
            CheckText(network, dataset);
        else
            CheckImages(network, spec);
        if (network.Classes != spec.Classes)
            throw new InputException($"{network.Name} has {network.Classes} classes, {spec.Name} {spec.Classes}");
        CheckBatch(network, dataset, batch);
    }

    private static void CheckImages(Network network, DatasetSpec spec)
    {
        FeatureMap input = network.Input;
        int border = input.Height - spec.Edge;
        if (input.Channels != spec.Channels || input.Height != input.Width || border < 0 || border % 2 != 0)
        {
            throw new InputException(
                $"{network.Name} takes images of {input}, {spec.Name} has {spec.Channels}x{spec.Edge}x{spec.Edge}; " +
                "allowed: equal channels, "
                + "and an edge that is equal or larger by an even number");
        }
    }

    private static void CheckText(Network network, Dataset dataset)
    {
        string name = dataset.Spec.Name;
        if (TokenSource.CountOf(dataset.Test, network.Input.Height) == 0)
        {
            throw new InputException(
                $"{network.Name} takes {network.Input.Height} tokens, {name} has texts of {dataset.Test.Count} characters");
        }

        // Every character has a row in the table.
        foreach (Layer layer in network.Layers.Where(layer => layer.Inputs.Contains(Network.InputIndex)))
        {
            long rows = layer.Parameters / layer.Output.Channels;
            if (rows < dataset.Spec.Classes)
                throw new InputException($"{layer.Name} of {network.Name} has {rows} rows, {name} {dataset.Spec.Classes} characters");
        }
    }

    private static void CheckBatch(Network network, Dataset dataset, int batch)
    {
        int samples = dataset.Spec.IsText ? TokenSource.CountOf(dataset.Train, network.Input.Height) : dataset.Train.Count;
        string what = dataset.Spec.IsText ? "sequences" : "training images";
        if (batch > samples)
            throw new InputException($"--batch {batch}: {dataset.Spec.Name} has {samples} {what} here");
        if (batch > LargestBatch(network))
        {
            throw new InputException(
                $"--batch {batch}: a tensor of {network.Name} would have {batch * WordsOf(network)} words; allowed are {MaxWords}");
        }
    }

    /// <summary>The largest batch whose tensors can be stored: the memory of each is seen as one span.</summary>
    internal static int LargestBatch(Network network) => (int)(MaxWords / WordsOf(network));

    private static long WordsOf(Network network) => network.Layers.Max(WordsOf);

    private static long WordsOf(Layer layer)
    {
        long words = Math.Max(layer.Input.Words, layer.Output.Words);
        if (layer.Settings is not Attention attention)
            return words;
        long scores = (long)attention.Heads * layer.Input.Height * layer.Input.Height;
        long packed = attention.Packed ? words + 2L * attention.KvHeads * attention.HeadFeatures * layer.Input.Height : 0;
        return Math.Max(Math.Max(words, scores), packed);
    }
}
