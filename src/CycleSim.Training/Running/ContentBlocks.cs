using System.Globalization;
using System.Runtime.InteropServices;
using CycleSim.Training.Networks;
using CycleSim.Workloads.Lowering;
using TorchSharp;

namespace CycleSim.Training.Running;

/// <summary>
/// What scratchpads hold beside weights, as named blocks of a checkpoint: "old.Activations.3" are the values that the next write of a
/// tensor overwrites, "old.Activations.3.scales" and "scales.conv1.weight" the scales of formats that have some.
/// </summary>
internal static class ContentBlocks
{
    private const string Old = "old";
    private const string Scales = "scales";

    /// <summary>The blocks.</summary>
    internal static IEnumerable<(string Name, byte[] Bytes)> Of(Scratchpads scratchpads, IReadOnlyList<NamedTensor> parameters)
    {
        foreach ((TensorRole role, int tensor, StoredContent content) in scratchpads.Contents)
        {
            string name = $"{Old}.{TensorRoles.PluralOf(role)}.{tensor}";
            yield return (name, content.Values.bytes.ToArray());
            if (content.Scales.Length > 0)
                yield return ($"{name}.{Scales}", Bytes(content.Scales));
        }

        foreach ((int index, float[] scales) in scratchpads.WeightScales)
            yield return (ScalesOf(parameters[index]), Bytes(scales));
    }

    /// <summary>Puts the contents of blocks back; other blocks are left out.</summary>
    internal static void Restore(
        IReadOnlyList<(string Name, byte[] Bytes)> blocks, Scratchpads scratchpads, IReadOnlyList<NamedTensor> parameters)
    {
        var named = blocks.ToDictionary(block => block.Name, block => block.Bytes);
        foreach ((string name, byte[] bytes) in blocks)
        {
            if (name.Split('.') is not [Old, string role, string number])
                continue;
            Tensor values = torch.tensor(Floats(bytes)).DetachFromDisposeScope();
            float[] scales = named.TryGetValue($"{name}.{Scales}", out byte[]? own) ? Floats(own) : [];
            scratchpads.Restore(
                TensorRoles.OfPlural(role), int.Parse(number, CultureInfo.InvariantCulture), new StoredContent(values, scales));
        }

        for (int index = 0; index < parameters.Count; index++)
            if (named.TryGetValue(ScalesOf(parameters[index]), out byte[]? scales))
                scratchpads.RestoreWeightScales(index, Floats(scales));
    }

    private static string ScalesOf(NamedTensor parameter) => $"{Scales}.{parameter.Name}";

    private static byte[] Bytes(float[] values) => MemoryMarshal.AsBytes<float>(values).ToArray();

    private static float[] Floats(byte[] bytes) => MemoryMarshal.Cast<byte, float>(bytes).ToArray();
}
