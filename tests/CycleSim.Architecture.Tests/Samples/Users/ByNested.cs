using CycleSim.Architecture.Tests.Samples.Used;

namespace CycleSim.Architecture.Tests.Samples.Users;

internal static class ByNested
{
    internal sealed class Part
    {
        internal Known.Inner? Value;
    }
}
