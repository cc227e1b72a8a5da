using CycleSim.Architecture.Tests.Samples.Used;

namespace CycleSim.Architecture.Tests.Samples.Users;

internal abstract class ByProperty
{
    internal abstract Dictionary<string, Known> Values { get; }
}
