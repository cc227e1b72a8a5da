using System.Globalization;

namespace CycleSim.Kernel;

/// <summary>A process that waits.</summary>
/// <param name="Name">Name of the process.</param>
/// <param name="WaitsFor">What it waits for, in words.</param>
/// <param name="SincePs">When the waiting started, in ps.</param>
public sealed record WaitingProcess(string Name, string WaitsFor, long SincePs)
{
    /// <summary>One line of text.</summary>
    /// <returns>The line, without a line end.</returns>
    public string Describe() =>
        string.Create(CultureInfo.InvariantCulture, $"process '{Name}' waits for {WaitsFor} since {SincePs} ps");

    /// <inheritdoc cref="Describe"/>
    public override string ToString() => Describe();
}
