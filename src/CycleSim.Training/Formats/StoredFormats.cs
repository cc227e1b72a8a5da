using CycleSim.Workloads.Lowering;

namespace CycleSim.Training.Formats;

/// <summary>In which formats tensors are stored. States of the optimizer and master weights are always fp32.</summary>
/// <param name="Activations">Format of activations, and of the images that the first layer reads.</param>
/// <param name="Weights">Format of the weights that layers read.</param>
/// <param name="Errors">Format of errors, the gradients of activations.</param>
/// <param name="Gradients">Format of the gradients of weights.</param>
internal sealed record StoredFormats(StoredFormat Activations, StoredFormat Weights, StoredFormat Errors, StoredFormat Gradients)
{
    /// <summary>Nothing is rounded.</summary>
    public static StoredFormats Fp32 { get; } = Of(StoredFormat.Fp32);

    /// <summary>Whether nothing is rounded.</summary>
    public bool AreExact => All.All(format => format.IsExact);

    /// <summary>The formats.</summary>
    public IEnumerable<StoredFormat> All => [Activations, Weights, Errors, Gradients];

    /// <summary>One format for all tensors.</summary>
    public static StoredFormats Of(StoredFormat format) => new(format, format, format, format);

    /// <summary>The format of the tensors of a role.</summary>
    public StoredFormat At(TensorRole role) => role switch
    {
        TensorRole.Activation => Activations,
        TensorRole.Weight => Weights,
        TensorRole.Error => Errors,
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
