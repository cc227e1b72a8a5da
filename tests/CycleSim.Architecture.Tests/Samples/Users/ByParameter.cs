using CycleSim.Architecture.Tests.Samples.Used;

namespace CycleSim.Architecture.Tests.Samples.Users;

internal abstract class ByParameter
{
    internal abstract void Take(ref Known value);
}
