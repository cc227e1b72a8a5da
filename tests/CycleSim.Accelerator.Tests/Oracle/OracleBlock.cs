namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>A block of a random network.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Channels">Output channels, where it has its own.</param>
/// <param name="Kernel">Edge of the window.</param>
/// <param name="Stride">Step of the window.</param>
/// <param name="Padding">Zeros on every side.</param>
/// <param name="Bias">Convolutions have a bias.</param>
/// <param name="Relu">ReLU follows.</param>
internal sealed record OracleBlock(OracleBlockKind Kind, int Channels, int Kernel, int Stride, int Padding, bool Bias, bool Relu)
{
    public override string ToString() =>
        $"{Kind} {Channels} channels, kernel {Kernel}, stride {Stride}, padding {Padding}{(Bias ? ", bias" : "")}{(Relu ? ", relu" : "")}";
}
