using CycleSim.Configuration.Models;
using CycleSim.Platform;
using CycleSim.Training.Data;
using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Networks;

/// <summary>Finds the variant of a network for a data set, so that "resnet18" is enough.</summary>
internal static class NetworkChoice
{
    // The LeNet5 of 28x28 images that has the parameters of the original, which takes 32x32.
    private const string LeNet = "lenet5";
    private const string Digits = "mnist";
    private const string LeNetForDigits = "lenet5-28x28-pad2-mnist";

    /// <summary>Loads a network.</summary>
    /// <param name="name">A shipped name with or without the data set, e.g. "resnet18" or "resnet18-cifar10", or the path of a JSON
    /// file.</param>
    /// <param name="spec">The data set.</param>
    /// <param name="width">The share of the channels of each layer that is kept.</param>
    /// <exception cref="InputException">There is no such network, or it is not valid.</exception>
    public static Network Load(string name, DatasetSpec spec, double width = 1)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(spec);
        if (name == LeNet && spec.Format == DatasetFormat.Idx)
            return NarrowNetwork.Load(LeNetForDigits, width);
        // All data sets of grey images have one shape.
        string data = spec.Format == DatasetFormat.Idx ? Digits : spec.Name.Replace("-", "", StringComparison.Ordinal);
        string variant = $"{name}-{data}";
        return NarrowNetwork.Load(ModelStore.Names(ModelKind.Networks).Contains(variant) ? variant : name, width);
    }
}
