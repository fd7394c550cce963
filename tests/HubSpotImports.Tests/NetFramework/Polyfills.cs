#pragma warning disable IDE0130 // Compiler and tests look for these in the namespaces of .NET.
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

/// <summary>What the tests use of .NET and .NET Framework has not.</summary>
internal static class NetFramework
{
    extension(string text)
    {
        public string Replace(string old, string by, StringComparison comparison) =>
            comparison == StringComparison.Ordinal ? text.Replace(old, by) : throw new NotSupportedException("The tests replace ordinally.");

        public bool Contains(string part, StringComparison comparison) => text.IndexOf(part, comparison) >= 0;

        public bool Contains(char part) => text.IndexOf(part) >= 0;

        public bool Contains(char part, StringComparison comparison) => text.IndexOf(part.ToString(), comparison) >= 0;

        public bool StartsWith(char first) => text.Length > 0 && text[0] == first;

        public bool EndsWith(char last) => text.Length > 0 && text[^1] == last;

        public int IndexOf(char part, StringComparison comparison) => text.IndexOf(part.ToString(), comparison);

        public string[] Split(char separator, int count) => text.Split([separator], count);

        public string[] Split(char separator, StringSplitOptions options) => text.Split([separator], options);

        public string[] Split(string separator, StringSplitOptions options = StringSplitOptions.None) => text.Split([separator], options);

        public string[] Split(string separator, int count) => text.Split([separator], count, StringSplitOptions.None);

        public static string Join<T>(char separator, IEnumerable<T> parts) => string.Join(separator.ToString(), parts);
    }

    extension<T>(IEnumerable<T> items)
    {
        public T? MinBy<TKey>(Func<T, TKey> key) => items.OrderBy(key).FirstOrDefault();

        public IEnumerable<T> Order(IComparer<T>? comparer = null) => items.OrderBy(item => item, comparer);

        public IEnumerable<(T First, TOther Second)> Zip<TOther>(IEnumerable<TOther> others) => items.Zip(others, (item, other) => (item, other));

        public IEnumerable<T[]> Chunk(int size) => items.Select((item, at) => (item, at)).GroupBy(pair => pair.at / size, pair => pair.item).Select(chunk => chunk.ToArray());
    }

    extension(Encoding encoding)
    {
        public static Encoding Latin1 => Encoding.GetEncoding("iso-8859-1");

        public byte[] Preamble => encoding.GetPreamble();

        public string GetString(ReadOnlySpan<byte> bytes) => encoding.GetString(bytes.ToArray());

        public int GetBytes(string text, byte[] into) => encoding.GetBytes(text, 0, text.Length, into, 0);
    }

    extension(Stream stream)
    {
        public void Write(byte[] bytes) => stream.Write(bytes, 0, bytes.Length);

        public async ValueTask WriteAsync(byte[] bytes, CancellationToken stop = default) => await stream.WriteAsync(bytes, 0, bytes.Length, stop);

        public async Task<int> ReadAsync(byte[] buffer, CancellationToken stop) => await stream.ReadAsync(buffer, 0, buffer.Length).WaitAsync(stop);

        public async Task<int> ReadAsync(Memory<byte> buffer, CancellationToken stop)
        {
            var bytes = new byte[buffer.Length];
            var read = await stream.ReadAsync(bytes, stop);
            bytes.AsMemory(0, read).CopyTo(buffer);
            return read;
        }
    }

    extension(Random random)
    {
        public long NextInt64() => random.NextInt64(0, long.MaxValue);

        public long NextInt64(long least, long below)
        {
            var bytes = new byte[sizeof(ulong)];
            random.NextBytes(bytes);
            return unchecked(least + (long)(BitConverter.ToUInt64(bytes, 0) % (ulong)(below - least)));
        }
    }

    extension(Enum)
    {
        public static T Parse<T>(string text, bool ignoreCase = false) where T : struct, Enum => (T)Enum.Parse(typeof(T), text, ignoreCase);

        public static T[] GetValues<T>() where T : struct, Enum => (T[])Enum.GetValues(typeof(T));
    }

    extension(Convert)
    {
        public static string ToHexString(byte[] bytes) => string.Concat(bytes.Select(one => one.ToString("X2", CultureInfo.InvariantCulture)));
    }

    extension(Directory)
    {
        public static DirectoryInfo CreateTempSubdirectory(string prefix = "") => Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), prefix + Path.GetRandomFileName()));
    }

    extension(File)
    {
        public static Task<byte[]> ReadAllBytesAsync(string path) => Task.Run(() => File.ReadAllBytes(path));

        public static Task<string> ReadAllTextAsync(string path) => Task.Run(() => File.ReadAllText(path));

        public static Task<string[]> ReadAllLinesAsync(string path) => Task.Run(() => File.ReadAllLines(path));

        public static Task WriteAllTextAsync(string path, string text) => Task.Run(() => File.WriteAllText(path, text));

        public static Task WriteAllBytesAsync(string path, byte[] bytes) => Task.Run(() => File.WriteAllBytes(path, bytes));
    }

    extension(GC)
    {
        /// <summary>.NET Framework only tells what is held at present, which ends as high when memory is taken without end.</summary>
        public static long GetAllocatedBytesForCurrentThread() => GC.GetTotalMemory(forceFullCollection: false);
    }

    extension(TimeSpan)
    {
        public static TimeSpan operator *(int times, TimeSpan time) => TimeSpan.FromTicks(times * time.Ticks);

        public static TimeSpan operator *(TimeSpan time, int times) => times * time;

        public static TimeSpan operator /(TimeSpan time, int parts) => TimeSpan.FromTicks(time.Ticks / parts);
    }

    extension(DateTimeOffset)
    {
        public static DateTimeOffset UnixEpoch => DateTimeOffset.FromUnixTimeSeconds(0);
    }

    extension(OperatingSystem)
    {
        public static bool IsWindows() => Environment.OSVersion.Platform == PlatformID.Win32NT;
    }

    extension<T>(List<T> list)
    {
        public void AddRange(Span<T> items) => list.AddRange(items.ToArray());
    }

    extension<T>(Queue<T> queue)
    {
        public bool TryDequeue(out T item)
        {
            var hasOne = queue.Count > 0;
            item = hasOne ? queue.Dequeue() : default!;
            return hasOne;
        }
    }

    extension(TcpListener listener)
    {
        public Task<TcpClient> AcceptTcpClientAsync(CancellationToken stop) => listener.AcceptTcpClientAsync().WaitAsync(stop);
    }

    extension<T>(Task<T> task)
    {
        public async Task<T> WaitAsync(CancellationToken stop)
        {
            var stopped = new TaskCompletionSource<T>();
            using var registration = stop.Register(() => stopped.TrySetCanceled(stop));
            return await await Task.WhenAny(task, stopped.Task);
        }
    }

    extension(CancellationTokenSource source)
    {
        public Task CancelAsync() => Task.Run(source.Cancel);
    }

    extension(ProcessStartInfo start)
    {
        public Arguments ArgumentList => new(start);
    }

    extension(Process process)
    {
        public Task WaitForExitAsync() => Task.Run(process.WaitForExit);
    }

    public static void Deconstruct<TKey, TValue>(this KeyValuePair<TKey, TValue> pair, out TKey key, out TValue value) => (key, value) = (pair.Key, pair.Value);

    /// <summary>Arguments of a process, none of which ends with a backslash.</summary>
    internal readonly struct Arguments(ProcessStartInfo start)
    {
        public void Add(string argument)
        {
            start.UseShellExecute = false;
            start.Arguments += $" \"{argument.Replace("\"", "\\\"")}\"";
        }
    }
}

namespace System.Threading.Tasks
{
    /// <summary>A task without a result that a test ends.</summary>
    internal sealed class TaskCompletionSource(TaskCreationOptions options) : TaskCompletionSource<bool>(options)
    {
        public TaskCompletionSource()
            : this(TaskCreationOptions.None)
        {
        }

        public void SetResult() => SetResult(true);

        public bool TrySetResult() => TrySetResult(true);
    }
}

namespace System.Text
{
    /// <summary>.NET Framework has code pages without it.</summary>
    internal sealed class CodePagesEncodingProvider : EncodingProvider
    {
        public static EncodingProvider Instance { get; } = new CodePagesEncodingProvider();

        public override Encoding? GetEncoding(string name) => null;

        public override Encoding? GetEncoding(int codepage) => null;
    }
}

namespace System.Text.Unicode
{
    /// <summary>What the platform's own reader of UTF-8 finds.</summary>
    internal static class Utf8
    {
        private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

        public static bool IsValid(byte[] bytes) => Reads(bytes, bytes.Length, isWhole: true);

        /// <summary>Only tells which byte it does not take.</summary>
        public static void ToUtf16(byte[] bytes, char[] text, out int read, out int written, bool replaceInvalidSequences)
        {
            if (replaceInvalidSequences || text.Length < bytes.Length) throw new NotSupportedException("The tests ask only where a fault is.");
            (read, written) = (0, 0);
            while (read < bytes.Length && Reads(bytes, read + 1, isWhole: false)) read++;
        }

        private static bool Reads(byte[] bytes, int count, bool isWhole)
        {
            try
            {
                Strict.GetDecoder().GetChars(bytes, 0, count, new char[count + 1], 0, isWhole);
                return true;
            }
            catch (DecoderFallbackException)
            {
                return false;
            }
        }
    }
}

namespace System.Runtime.CompilerServices
{
    /// <summary>Lets the compiler run a method before all others.</summary>
    [AttributeUsage(AttributeTargets.Method, Inherited = false)]
    internal sealed class ModuleInitializerAttribute : Attribute;

    /// <summary>Lets the compiler cut arrays.</summary>
    internal static class RuntimeHelpers
    {
        public static T[] GetSubArray<T>(T[] array, Range range)
        {
            var start = range.Start.GetOffset(array.Length);
            var part = new T[range.End.GetOffset(array.Length) - start];
            Array.Copy(array, start, part, 0, part.Length);
            return part;
        }

        public static object GetUninitializedObject(Type type) => Serialization.FormatterServices.GetUninitializedObject(type);
    }
}
