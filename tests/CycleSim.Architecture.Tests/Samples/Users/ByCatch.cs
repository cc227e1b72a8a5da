using CycleSim.Architecture.Tests.Samples.Used;

namespace CycleSim.Architecture.Tests.Samples.Users;

internal static class ByCatch
{
    internal static bool Try(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (KnownException)
        {
            return false;
        }
    }
}
