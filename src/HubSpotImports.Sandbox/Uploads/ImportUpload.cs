using System.Buffers;
using System.Text;
using HubSpotImports.Sandbox.Api;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace HubSpotImports.Sandbox.Uploads;

/// <summary>
/// The body of a start request: one or more parts <c>files</c> and one part <c>importRequest</c>, in any order, with any content types
/// (HubSpot's curl sample says application/json, its Python sample sends a plain form field). Files go to disk as they arrive.
/// </summary>
/// <param name="RequestJson">The text of <c>importRequest</c>.</param>
/// <param name="Files">The files, in the order of their parts.</param>
internal sealed record ImportUpload(string RequestJson, IReadOnlyList<UploadedFile> Files)
{
    private const int LongestRequestJson = 8 * 1024 * 1024;
    private const int BufferBytes = 128 * 1024;

    public static async Task<ImportUpload> ReceiveAsync(
        HttpRequest request, UploadFolder folder, SandboxOptions options, CancellationToken cancellationToken)
    {
        var reader = new MultipartReader(BoundaryOf(request), request.Body, BufferBytes) { BodyLengthLimit = null };
        var files = new List<UploadedFile>();
        string? json = null;
        try
        {
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                var disposition = section.GetContentDispositionHeader();
                switch (HeaderUtilities.RemoveQuotes(disposition?.Name ?? default).ToString())
                {
                    case "files":
                        files.Add(await SaveAsync(section.Body, FileNameOf(disposition!), folder, options, cancellationToken));
                        break;
                    case "importRequest":
                        json = await ReadTextAsync(section.Body, cancellationToken);
                        break;
                    default:
                        // Parts that HubSpot does not know are passed over (deduced).
                        break;
                }
            }

            if (json is null) throw RefusedRequestException.Invalid("The form has no part 'importRequest'.");
            if (files.Count == 0) throw RefusedRequestException.Invalid("The form has no part 'files'.");
            return new ImportUpload(json, files);
        }
        catch (Exception exception)
        {
            folder.Delete(files);
            if (exception is InvalidDataException || (exception is IOException && exception is not BadHttpRequestException))
                throw RefusedRequestException.Invalid("The multipart body is broken: " + exception.Message);
            throw;
        }
    }

    private static string BoundaryOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            throw new RefusedRequestException(
                StatusCodes.Status415UnsupportedMediaType,
                new HubSpotError("VALIDATION_ERROR", "An import is started with Content-Type multipart/form-data."));
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        return boundary.Length > 0 ? boundary : throw RefusedRequestException.Invalid("The Content-Type has no boundary.");
    }

    private static string FileNameOf(ContentDispositionHeaderValue disposition)
    {
        var plain = HeaderUtilities.RemoveQuotes(disposition.FileName).ToString();
        return plain.Length > 0 ? plain : disposition.FileNameStar.ToString();
    }

    private static async Task<UploadedFile> SaveAsync(
        Stream body, string name, UploadFolder folder, SandboxOptions options, CancellationToken cancellationToken)
    {
        var (stream, storedAs, fileId) = folder.Create();
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            await using (stream)
            {
                long bytes = 0;
                long lineFeeds = 0;
                long returns = 0;
                byte last = 0;
                int read;
                while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
                {
                    bytes += read;
                    if (bytes > options.MaxFileBytes)
                        throw RefusedRequestException.OverLimit($"The file '{name}' is larger than {options.MaxFileBytes} bytes.");
                    lineFeeds += buffer.AsSpan(0, read).Count((byte)'\n');
                    returns += buffer.AsSpan(0, read).Count((byte)'\r');
                    last = buffer[read - 1];
                    await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                }

                return new UploadedFile(fileId, name, storedAs, bytes, Math.Max(lineFeeds, returns) + (last is (byte)'\n' or (byte)'\r' ? 0 : 1));
            }
        }
        catch
        {
            folder.Delete(storedAs);
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<string> ReadTextAsync(Stream body, CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (text.Length + read > LongestRequestJson) throw RefusedRequestException.Invalid("The part 'importRequest' is too long.");
            text.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length).TrimStart('\uFEFF');
    }
}
