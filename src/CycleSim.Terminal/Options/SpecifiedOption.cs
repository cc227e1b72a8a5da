using System.CommandLine;

namespace CycleSim.Terminal.Options;

internal sealed class SpecifiedOption<T> : Option<T>, ISpecifiedOption
{
    internal SpecifiedOption(OptionSpec spec)
        : base(spec.Name, [.. spec.Aliases])
    {
        Spec = spec;
        Description = spec.Description;
        HelpName = spec.ValueForm ?? spec.Unit;
        AllowMultipleArgumentsPerToken = typeof(T).IsArray;
    }

    public OptionSpec Spec { get; }
}
