namespace CycleSim.Architecture.Tests.Samples.Used;

/// <summary>What the samples use, each in another way.</summary>
internal class Known
{
    internal static int Count { get; set; }

    internal static T Make<T>()
        where T : new() => new();

    /// <summary>Stands inside of the type that counts.</summary>
    internal sealed class Inner;
}
