namespace CycleSim.Terminal.Options;

/// <summary>An option that was made from an <see cref="OptionSpec"/>.</summary>
public interface ISpecifiedOption
{
    /// <summary>What it was made from.</summary>
    public OptionSpec Spec { get; }

    /// <summary>The words that the value is one of; empty where it is none of some. Shells complete them.</summary>
    public IReadOnlyList<string> Words => [];
}
