using CycleSim.Architecture.Tests.Samples.Used;

namespace CycleSim.Architecture.Tests.Samples.Users;

internal static class ByLambda
{
    internal static Func<object> Make(int count) => () => count > 0 ? new Known() : "none";
}
