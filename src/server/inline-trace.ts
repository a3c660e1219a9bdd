/** `apollo-federation-include-trace: ftv1` on a request: the answer tells how long its fields took, in `extensions.ftv1`. */
import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { defaultFieldResolver, type GraphQLSchema } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import { TraceRecorder } from './trace-recorder.ts';

/** Only what `traced` made of a schema can be timed. Comes after whoever masks errors, since the trace repeats them. */
export function inlineTrace(): Plugin {
  const recorders = new WeakMap<Request, TraceRecorder>();
  return {
    onExecute({ args }) {
      const { request } = args.contextValue;
      if (!asksForTrace(request)) return;
      const recorder = new TraceRecorder();
      recorders.set(request, recorder);
      recording.set(args.contextValue, recorder);
    },
    onResultProcess(payload) {
      const { request, result } = payload;
      const recorder = recorders.get(request);
      if (recorder === undefined || isAsyncIterable(result) || Array.isArray(result)) return undefined;
      for (const error of result.errors ?? []) recorder.fail(error.toJSON());
      return encoded(recorder).then((ftv1) => {
        payload.setResult({ ...result, extensions: { ...result.extensions, ftv1 } });
      });
    },
  };
}

export function asksForTrace(request: Pick<Request, 'headers'>): boolean {
  return request.headers.get('apollo-federation-include-trace') === 'ftv1';
}

/** By the context that resolvers are given. */
const recording = new WeakMap<object, TraceRecorder>();

/** The schema with a clock around its resolvers. */
export function traced(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD](field) {
      const { resolve = defaultFieldResolver } = field;
      return {
        ...field,
        resolve(source, args, context: object, info) {
          const end = recording.get(context)?.begin(info);
          const value: unknown = resolve(source, args, context, info);
          if (end === undefined) return value;
          if (value instanceof Promise) return value.finally(end);
          end();
          return value;
        },
      };
    },
  });
}

/** Base64 of Apollo's protocol buffer, whose library is loaded when first asked for. */
async function encoded({ root, startedAt, elapsed }: TraceRecorder): Promise<string> {
  const { Trace } = await import('@apollo/usage-reporting-protobuf');
  const bytes = Trace.encode({
    root,
    startTime: timestamp(startedAt),
    endTime: timestamp(Date.now()),
    durationNs: elapsed,
    // Every request is traced in full, none stands for others.
    fieldExecutionWeight: 1,
  }).finish();
  return Buffer.from(bytes).toString('base64');
}

function timestamp(milliseconds: number): { seconds: number; nanos: number } {
  return { seconds: Math.floor(milliseconds / 1000), nanos: (milliseconds % 1000) * 1e6 };
}
