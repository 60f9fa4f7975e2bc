import { z } from "zod";
import { type LanguageModel, type ModelAnswer, ModelRefusal } from "../../assistant/index.ts";
import { parseJson } from "../../kernel/json.ts";

/** Waits before asking again where nothing was answered. Milliseconds. */
const PAUSES_MS = [500, 2_000] as const;
const MOST_ANSWER_BYTES = 1_000_000;

const answerSchema = z.object({
  choices: z
    .array(z.object({ message: z.object({ content: z.string() }), finish_reason: z.string().nullish() }))
    .min(1),
  usage: z.object({ prompt_tokens: z.int(), completion_tokens: z.int() }).optional(),
});

/**
 * A model behind `POST /chat/completions`, as OpenAI documented it and DeepSeek, 通义, 混元, vLLM and Ollama speak it. Bounded in time; asked
 * again only where the service says that it did nothing.
 */
export const chatCompletions: LanguageModel = {
  async ask(address, question, signal) {
    for (let turn = 0; ; turn++) {
      try {
        return await once(address, question, signal);
      } catch (error) {
        const pause = PAUSES_MS[turn];
        if (!(error instanceof ModelRefusal && error.mayRetry) || pause === undefined) throw error;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  },
};

async function once(...[address, question, signal]: Parameters<LanguageModel["ask"]>): Promise<ModelAnswer> {
  const response = await fetch(`${address.baseUrl}/chat/completions`, {
    method: "POST",
    redirect: "error",
    headers: { authorization: `Bearer ${address.key}`, "content-type": "application/json" },
    body: JSON.stringify({
      model: address.model,
      messages: [
        { role: "system", content: question.system },
        { role: "user", content: question.user },
      ],
      max_tokens: question.maxTokens,
      temperature: 0.3,
      stream: false,
    }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(address.timeoutSeconds * 1_000)]),
  }).catch((error: unknown) => {
    throw unreachable(error, address.timeoutSeconds);
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw refusalOf(response.status);
  }
  const text = await response.text().catch((error: unknown) => {
    throw unreachable(error, address.timeoutSeconds);
  });
  if (text.length > MOST_ANSWER_BYTES) throw new ModelRefusal("大模型的回答太长", "请检查接口地址是不是对话接口");
  const read = answerSchema.safeParse(parseJson(text));
  const choice = read.data?.choices[0];
  if (!read.success || !choice)
    throw new ModelRefusal("接口的应答不是对话接口的格式", "请检查接口地址，应填到 /chat/completions 之前");
  const { usage } = read.data;
  return {
    text: choice.message.content,
    inputTokens: usage?.prompt_tokens ?? question.system.length + question.user.length,
    outputTokens: usage?.completion_tokens ?? choice.message.content.length,
  };
}

function refusalOf(status: number): ModelRefusal {
  if (status === 401 || status === 403)
    return new ModelRefusal(`大模型拒绝了密钥（HTTP ${status}）`, "请核对密钥是否有效、有没有开通这个模型");
  if (status === 402) return new ModelRefusal("大模型账户余额不足（HTTP 402）", "请给大模型账户充值");
  if (status === 404) return new ModelRefusal("找不到接口或模型（HTTP 404）", "请核对接口地址和模型名称");
  if (status === 429) return new ModelRefusal("大模型限流（HTTP 429）", "请稍后再试，或提高大模型账户的并发额度", true);
  if (status >= 500) return new ModelRefusal(`大模型服务出错（HTTP ${status}）`, "请稍后再试", true);
  return new ModelRefusal(`大模型不接受请求（HTTP ${status}）`, "请核对模型名称，或换一个模型");
}

function unreachable(error: unknown, timeoutSeconds: number): ModelRefusal {
  const { name = "", cause } = error as { name?: string; cause?: { code?: string } };
  if (name === "TimeoutError" || name === "AbortError")
    return new ModelRefusal(`大模型 ${timeoutSeconds} 秒内没有回答`, "请稍后再试，或在设置里放宽超时");
  return new ModelRefusal(`连不上大模型（${cause?.code ?? name}）`, "请检查接口地址和服务器到它的网络");
}
