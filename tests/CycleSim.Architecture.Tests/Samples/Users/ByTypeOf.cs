using CycleSim.Architecture.Tests.Samples.Used;

namespace CycleSim.Architecture.Tests.Samples.Users;

internal static class ByTypeOf
{
    internal static Type Value => typeof(Known);
}
